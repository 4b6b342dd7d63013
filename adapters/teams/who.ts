import type { Services } from '../../src/adapter.ts'
import type { Question } from '../../src/core.ts'
import type { Lang } from '../../src/lang.ts'
import { type Incoming, isPersonal, tenantsOf } from './activity.ts'

/** Who writes, and where, as the core knows it: keyed hashes, never a name. */
type Who = Required<Pick<Question, 'asker' | 'conversation' | 'private'>>

export function whoOf(incoming: Incoming, { secret }: Pick<Services, 'secret'>): Who {
  const tenant = tenantsOf(incoming)[0] ?? ''
  const { from, conversation } = incoming
  return {
    asker: secret.hash('asker', 'teams', tenant, from.aadObjectId ?? from.id),
    conversation: secret.hash('conversation', 'teams', tenant, conversation.id),
    private: isPersonal(incoming),
  }
}

/** The language that somebody has saved; a store that fails costs them only that. */
export async function savedLang(asker: string, { store, log }: Services): Promise<Lang | undefined> {
  try {
    return await store.preferences.lang(asker)
  } catch (error) {
    log.warn({ err: error }, 'Teams: a saved language could not be read')
    return undefined
  }
}
