import * as z from 'zod/v4'
import type { Services } from '../../../src/adapter.ts'
import { type Answer, alternativesOf } from '../../../src/answer/answer.ts'
import type { Card } from '../../../src/cards/card.ts'
import type { Lang } from '../../../src/lang.ts'
import type { Incoming } from '../activity.ts'
import { clip } from '../escape.ts'
import { LIMITS } from '../limits.ts'
import { renderStatic } from '../render.ts'
import { htmlText } from '../text.ts'
import { whoOf } from '../who.ts'
import { type ExtensionResponse, insertedCard, lineOf, resultsOf } from './result.ts'

/** The command may only be opened on a message (context `message` in the manifest), so there is one. */
const fetchSchema = z.object({
  messagePayload: z.object({
    body: z.object({ contentType: z.string().nullish(), content: z.string() }),
  }),
})
const submitSchema = z.object({ data: z.object({ entity: z.string().min(1).max(LIMITS.idLength) }) })

/** As many as are read at a glance. */
const MOST_PROPOSALS = 5

/**
 * 'Who handles this?' on somebody's message: a dialog with the unit and what else it may be. The message is
 * not the asker's, so nothing of it is kept, and no conversation goes on from it.
 */
export async function propose(
  incoming: Incoming,
  lang: Lang,
  services: Services,
): Promise<ExtensionResponse> {
  const say = (key: 'empty' | 'unanswered'): ExtensionResponse => ({
    task: { type: 'message', value: services.translate(lang, `teams:extension.${key}`) },
  })
  const parsed = fetchSchema.safeParse(incoming.value)
  const text = parsed.success ? textOf(parsed.data.messagePayload.body) : ''
  if (text === '') return say('empty')
  const { asker } = whoOf(incoming, services)
  const answer = await services.core.ask({ text, lang, asker, private: true, record: false })
  if (answer.type === 'help' || answer.type === 'greeting') return say('unanswered')
  return dialog(services.toCard(answer), proposalsOf(answer), lang, services)
}

/** The unit that was picked, as a card for the compose box. */
export async function insert(incoming: Incoming, lang: Lang, services: Services): Promise<ExtensionResponse> {
  const parsed = submitSchema.safeParse(incoming.value)
  const card = parsed.success ? services.unitCard(parsed.data.data.entity, lang) : undefined
  return card
    ? resultsOf([insertedCard(card, services)])
    : lineOf(services.translate(lang, 'teams:extension.unreadable'))
}

function textOf({ contentType, content }: { contentType?: string | null | undefined; content: string }) {
  const bounded = content.slice(0, LIMITS.messageLength)
  return (contentType === 'text' ? bounded : htmlText(bounded)).slice(0, LIMITS.questionLength).trim()
}

/** A sensitive one may be read and not inserted: nobody shall make it public by a slip. */
function proposalsOf(answer: Answer): readonly string[] {
  if (answer.sensitive) return []
  const handling = answer.type === 'chain' ? answer.entities.slice(0, 1) : answer.entities
  return [...handling, ...alternativesOf(answer)].slice(0, MOST_PROPOSALS)
}

function dialog(
  card: Card,
  proposals: readonly string[],
  lang: Lang,
  { translate, unitCard }: Services,
): ExtensionResponse {
  const title = translate(lang, 'teams:extension.title')
  const choices = proposals.flatMap(id => {
    const unit = unitCard(id, lang)
    return unit ? [{ title: choiceOf(unit), value: id }] : []
  })
  const { body, ...shown } = renderStatic({ ...card, items: choices.length > 0 ? [] : card.items }, undefined)
  const content = {
    ...shown,
    body: [...body, ...pickerOf(choices, translate(lang, 'teams:extension.which'))],
    ...(choices.length > 0
      ? { actions: [{ type: 'Action.Submit', title: translate(lang, 'teams:extension.insert') }] }
      : {}),
  }
  return {
    task: {
      type: 'continue',
      value: {
        title,
        width: 'medium',
        height: 'medium',
        card: { contentType: 'application/vnd.microsoft.card.adaptive', content },
      },
    },
  }
}

type Choice = { title: string; value: string }

function pickerOf(choices: readonly Choice[], label: string): object[] {
  const [first] = choices
  if (!first) return []
  return [
    {
      type: 'Input.ChoiceSet',
      id: 'entity',
      label,
      style: 'expanded',
      wrap: true,
      value: first.value,
      isRequired: true,
      choices,
    },
  ]
}

const choiceOf = ({ title, duties }: Card): string =>
  clip([title, duties?.items[0]?.text].filter(Boolean).join(' — '))
