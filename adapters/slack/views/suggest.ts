import type { PlainTextOption } from '@slack/types'
import type { Services } from '../../../src/adapter.ts'
import { createWords } from '../../../src/cards/words.ts'
import { plain } from '../actions.ts'
import { LIMITS } from '../limits.ts'
import { langOfPick, pressToOpen } from './fields.ts'

/** As many as an eye looks through; Slack takes `LIMITS.selectOptions`. */
const MOST = 50

/**
 * The options of a type-ahead, the best first; each carries the press that opens the unit. Reads memory
 * only, for Slack waits for it (docs.slack.dev/reference/block-kit/block-elements/select-menu-element).
 */
export function suggestOptions(
  { core, directory, translate }: Services,
  { actionId, text }: { actionId: string; text: string },
): { options: PlainTextOption[] } {
  const lang = langOfPick(actionId)
  if (lang === undefined) return { options: [] }
  const words = createWords(directory(), translate, lang)
  const options = core.suggest(text, lang, MOST).map(id => {
    const entity = words.directory.get(id)
    const above = entity.parent && words.short(entity.parent)
    return {
      text: plain(words.short(id), LIMITS.optionText),
      value: pressToOpen(entity, lang),
      ...(above ? { description: plain(above, LIMITS.optionDescription) } : {}),
    }
  })
  return { options }
}
