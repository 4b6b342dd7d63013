import type { ContextBlock, InputBlock, SectionBlock } from '@slack/types'
import { newAnswerId } from '../../../src/answer-id.ts'
import { encodePress } from '../../../src/cards/press.ts'
import type { Words } from '../../../src/cards/words.ts'
import { type Lang, langSchema } from '../../../src/lang.ts'
import type { Translate } from '../../../src/messages.ts'
import { plain, renderButton } from '../actions.ts'
import { LIMITS } from '../limits.ts'
import { bold, cut, escapeText } from '../mrkdwn.ts'

/** What modals and the Home tab are made of, beside cards. */

export type Entity = ReturnType<Words['directory']['get']>

/** The box to ask in. Its value is words, not a press. */
export const SEARCH = 'search:ask'
/** The type-ahead: it says its language, so that its options wait for no look-up. Its values are presses. */
const PICK = 'oim:pick:'

/** The core reads 500 characters of a question. */
const QUESTION_MOST = 500

export function searchBox(translate: Translate, lang: Lang, options: { focus: boolean }): InputBlock {
  return {
    type: 'input',
    block_id: 'search',
    dispatch_action: true,
    label: plain(translate(lang, 'slack:search.label'), LIMITS.label),
    element: {
      type: 'plain_text_input',
      action_id: SEARCH,
      max_length: QUESTION_MOST,
      placeholder: plain(translate(lang, 'slack:search.placeholder'), LIMITS.placeholder),
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      ...(options.focus ? { focus_on_load: true } : {}),
    },
  }
}

/** A menu over the whole directory, which fills while somebody types (suggest.ts). */
export const typeAhead = (translate: Translate, lang: Lang): SectionBlock => ({
  type: 'section',
  block_id: 'pick',
  text: { type: 'mrkdwn', text: escapeText(translate(lang, 'slack:pick.text')) },
  accessory: {
    type: 'external_select',
    action_id: `${PICK}${lang}`,
    // From the first key on; untouched it shows the top of the structure.
    min_query_length: 0,
    placeholder: plain(translate(lang, 'slack:pick.placeholder'), LIMITS.placeholder),
  },
})

/** The language of a type-ahead of ours. */
export const langOfPick = (actionId: string): Lang | undefined =>
  actionId.startsWith(PICK) ? langSchema.safeParse(actionId.slice(PICK.length)).data : undefined

/** A unit in a line, with a button that opens its card. */
export function unitRow(
  words: Words,
  entity: Entity,
  label: string,
  answer = newAnswerId(false),
): SectionBlock {
  const name = words.short(entity.id)
  const gist = words.gist(entity)
  const lines = [bold(escapeText(name)), ...(gist ? [escapeText(gist)] : [])].join('\n')
  const press = { action: 'open' as const, answer, lang: words.lang, entity: entity.id }
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: cut(lines, LIMITS.sectionText), verbatim: true },
    accessory: renderButton({ label, press }, { about: name }),
  }
}

/** The press that opens a unit's card, where no answer led to it. */
export const pressToOpen = (entity: Entity, lang: Lang): string =>
  encodePress({ action: 'open', answer: newAnswerId(false), lang, entity: entity.id })

export const contextLine = (text: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: cut(escapeText(text), LIMITS.sectionText), verbatim: true }],
})
