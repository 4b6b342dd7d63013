import type { KnownBlock, ModalView } from '@slack/types'
import * as z from 'zod/v4'
import type { Services } from '../../../src/adapter.ts'
import { type Answer, alternativesOf, answerId } from '../../../src/answer/answer.ts'
import { encodePress, PRESS_LENGTH } from '../../../src/cards/press.ts'
import { createWords } from '../../../src/cards/words.ts'
import { langSchema } from '../../../src/lang.ts'
import { plain } from '../actions.ts'
import { id, responseUrl } from '../inbound.ts'
import { LIMITS } from '../limits.ts'
import { contextLine, searchBox, typeAhead, unitRow } from './fields.ts'

/** What a modal is about. It travels with the view, as its private metadata: nothing of it is kept here. */
const modalSchema = z.object({
  /** With a box to ask in, around a card, or a mere line over another. */
  kind: z.enum(['search', 'card', 'line']),
  lang: langSchema,
  /** The message that it was called up from: its card can be posted there. */
  origin: z.object({ channel: id, thread: id, url: responseUrl }).optional(),
  /** The answer that was proposed first, and the units that it may have meant. */
  proposal: z.object({ answer: answerId, entities: z.array(z.string().max(60)).max(6) }).optional(),
  /** The press that posts the card it shows, and the unit on that card. */
  shown: z.object({ press: z.string().max(PRESS_LENGTH), entity: z.string().max(60).optional() }).optional(),
})
export type Modal = z.infer<typeof modalSchema>

export const callbackOf = (kind: Modal['kind']): string => `oim:${kind}`

/** Undefined where the metadata is none of ours, or an earlier version's. */
export function readModal(metadata: string): Modal | undefined {
  try {
    return modalSchema.safeParse(JSON.parse(metadata)).data
  } catch {
    return undefined
  }
}

/** The modal once this answer is in it: what is proposed stays, what is shown changes. */
export function withAnswer(modal: Modal, answer: Answer): Modal {
  const { proposal = proposalOf(answer), shown: _, ...rest } = modal
  const [first] = answer.entities
  const isPostable = ['unit', 'chain', 'list'].includes(answer.type) && !answer.sensitive
  const share = encodePress({
    action: 'share',
    answer: answer.id,
    lang: answer.lang,
    ...(first ? { entity: first } : {}),
  })
  return {
    ...rest,
    lang: answer.lang,
    ...(proposal ? { proposal } : {}),
    ...(isPostable ? { shown: { press: share, ...(answer.type === 'unit' ? { entity: first } : {}) } } : {}),
  }
}

/** The modal before any answer. */
export const withoutAnswer = ({ proposal: _, shown: __, ...rest }: Modal): Modal => rest

/** The units that an answer may have meant; none where they are its content anyway. */
function proposalOf(answer: Answer): Modal['proposal'] {
  const meant = answer.type === 'choices' ? answer.entities : [answer.entities[0], ...alternativesOf(answer)]
  const entities = meant.filter(entity => entity !== undefined).slice(0, 6)
  const isChoice = answer.type === 'choices' || answer.type === 'unit' || answer.type === 'chain'
  return isChoice && entities.length > 1 ? { answer: answer.id, entities } : undefined
}

interface Content {
  /** A card, or a line in its place. */
  blocks?: readonly KnownBlock[]
  /** A line above all. */
  line?: string
}

/** A modal as Slack takes it. */
export function renderModal(
  services: Pick<Services, 'translate' | 'directory'>,
  modal: Modal,
  { blocks = [], line }: Content = {},
): ModalView {
  const { translate } = services
  const { kind, lang, origin, shown } = modal
  const short = (key: string) => plain(translate(lang, key), LIMITS.viewTitle)
  const canPost = kind === 'card' && origin !== undefined && shown !== undefined
  const submit = kind === 'search' ? 'slack:search.submit' : canPost ? 'slack:modal.post' : undefined
  return {
    type: 'modal',
    callback_id: callbackOf(kind),
    private_metadata: JSON.stringify(modal),
    title: short('slack:modal.title'),
    close: short('slack:modal.close'),
    ...(submit ? { submit: short(submit) } : {}),
    blocks: [
      ...(kind === 'search' ? [searchBox(translate, lang, { focus: blocks.length === 0 })] : []),
      ...(line ? [contextLine(line)] : []),
      ...(kind === 'search' ? [typeAhead(translate, lang), ...dividerBefore(blocks)] : []),
      ...blocks,
      ...alternatives(services, modal),
      ...(kind === 'card' ? [{ type: 'divider' as const }, typeAhead(translate, lang)] : []),
      ...(canPost ? [contextLine(translate(lang, 'slack:modal.post-hint'))] : []),
    ],
  }
}

const dividerBefore = (blocks: readonly KnownBlock[]): KnownBlock[] =>
  blocks.length > 0 ? [{ type: 'divider' }] : []

/** The other units that were proposed, each with a button. */
function alternatives(
  { translate, directory }: Pick<Services, 'translate' | 'directory'>,
  { lang, proposal, shown }: Modal,
): KnownBlock[] {
  const words = createWords(directory(), translate, lang)
  const others = (proposal?.entities ?? [])
    .filter(entity => entity !== shown?.entity)
    .map(entity => words.directory.find(entity))
    .filter(entity => entity !== undefined)
  if (!shown || others.length === 0) return []
  const label = translate(lang, 'core:button.open')
  return [
    { type: 'divider' },
    contextLine(translate(lang, 'slack:modal.alternatives')),
    ...others.map(entity => unitRow(words, entity, label, proposal?.answer)),
  ]
}
