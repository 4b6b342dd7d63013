import type { Services } from '../../../src/adapter.ts'
import type { Card } from '../../../src/cards/card.ts'
import { clip, escapeTags } from '../escape.ts'
import { pageOf, renderCard } from '../render.ts'

/** What a list of results shows of a card (learn.microsoft.com, Respond to search command, "result"). */
interface Preview {
  contentType: 'application/vnd.microsoft.card.thumbnail'
  content: { title: string; text: string }
}
interface Attachment {
  contentType: 'application/vnd.microsoft.card.adaptive'
  content: object
  preview: Preview
}

/** The body of the answer to an invoke of a message extension. */
export type ExtensionResponse =
  | { composeExtension: { type: 'result'; attachmentLayout: 'list'; attachments: readonly Attachment[] } }
  | { composeExtension: { type: 'message'; text: string } }
  | { task: { type: 'message'; value: string } }
  | { task: { type: 'continue'; value: TaskInfo } }

export interface TaskInfo {
  title: string
  width: 'medium'
  height: 'medium'
  card: { contentType: 'application/vnd.microsoft.card.adaptive'; content: object }
}

export const resultsOf = (attachments: readonly Attachment[]): ExtensionResponse => ({
  composeExtension: { type: 'result', attachmentLayout: 'list', attachments },
})

export const lineOf = (text: string): ExtensionResponse => ({ composeExtension: { type: 'message', text } })

export const attachmentOf = (card: Card, content: object): Attachment => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content,
  preview: {
    contentType: 'application/vnd.microsoft.card.thumbnail',
    content: { title: clip(card.title), text: previewText(card) },
  },
})

/** The card of a unit as somebody inserts it in a message. */
export function insertedCard(card: Card, { publicUrl, translate }: Services): Attachment {
  const page = pageOf(card, publicUrl, translate)
  return attachmentOf(card, renderCard(withoutQuestion(card), { canShare: false, ...(page ? { page } : {}) }))
}

/** Nobody asked: whether the answer helped, and what came behind it, has no meaning. */
export function withoutQuestion({ feedback: _, ...card }: Card): Card {
  return { ...card, menu: card.menu.filter(({ press }) => press.action !== 'not-this') }
}

/** What it is, and what one comes there for. */
function previewText({ eyebrow, duties, summary }: Card): string {
  const gist = duties?.items[0]?.text ?? summary
  return escapeTags(clip([eyebrow, gist].filter(Boolean).join(' · ')))
}
