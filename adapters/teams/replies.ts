import type { Services } from '../../src/adapter.ts'
import type { Incoming } from './activity.ts'
import { withDeadline } from './deadline.ts'
import type { Limits } from './limits.ts'

/** Which message of ours answers an activity, so that an edit changes it. A store that fails costs only that. */
export interface OwnReplies {
  keep(incoming: Incoming, replyId: string): Promise<void>
  find(incoming: Incoming): Promise<string | undefined>
}

export function createReplies(
  { store, secret, log }: Pick<Services, 'store' | 'secret' | 'log'>,
  { limits }: { limits: Limits },
): OwnReplies {
  const keyOf = ({ conversation, id }: Incoming): string => secret.hash('reply', 'teams', conversation.id, id)

  async function attempt<T>(task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await withDeadline(limits.storeMs, task)
    } catch (error) {
      log.warn({ err: error }, 'Teams: the answer to a message could not be kept or found')
      return undefined
    }
  }

  return {
    async keep(incoming, replyId) {
      await attempt(() => store.replies.put(keyOf(incoming), replyId))
    },
    find: incoming => attempt(() => store.replies.get(keyOf(incoming))),
  }
}
