import type { Lang } from '../../src/lang.ts'
import type { Tools } from './answers.ts'
import { within } from './timing.ts'

/** The language that somebody chose. @returns whether the store has it now */
export async function keepLanguage(
  { services, timing }: Pick<Tools, 'services' | 'timing'>,
  { team, user }: { team: string; user: string },
  lang: Lang,
): Promise<boolean> {
  const { store, secret, log } = services
  try {
    const keeping = store.preferences.setLang(secret.hash('asker', 'slack', team, user), lang)
    await within(timing.lookUpMs, 'keeping a language', keeping)
    return true
  } catch (error) {
    log.error({ err: error }, 'the language that somebody chose could not be kept')
    return false
  }
}
