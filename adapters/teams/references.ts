import * as z from 'zod/v4'
import type { Services } from '../../src/adapter.ts'
import { type Incoming, isPersonal, placeOf, tenantsOf } from './activity.ts'
import { withDeadline } from './deadline.ts'
import type { Limits } from './limits.ts'
import { whoOf } from './who.ts'

/** Where to write to, and as whom: our own JSON, which outlives the library. */
const referenceSchema = z.strictObject({
  kind: z.enum(['person', 'group', 'channel']),
  /** Of a verified token: nothing is ever sent to another. */
  serviceUrl: z.string(),
  channelId: z.string(),
  bot: z.strictObject({ id: z.string(), name: z.string() }),
  /** The personal chat, the group chat or the channel. */
  conversation: z.string(),
  tenant: z.string().optional(),
})
export type ChatReference = Readonly<z.infer<typeof referenceSchema>>

/** A person by the core's hash, or a group chat or channel by Teams' id. */
export type Whom = { readonly asker: string } | { readonly place: string }

export interface ChatReferences {
  /** Remembers where an activity came from. Never rejects: a store that fails costs only this. */
  note(incoming: Incoming): Promise<void>
  find(whom: Whom): Promise<ChatReference | undefined>
  forget(whom: Whom): Promise<void>
  /** Forgets the one place that an activity comes from: nothing can be sent there any more. Never rejects. */
  lose(incoming: Incoming): Promise<void>
  /** Forgets the installation that an activity comes from: a chat, or all channels of a team. Never rejects. */
  leave(incoming: Incoming): Promise<void>
}

/** So many conversations are known to be written down as they are; another is written again. */
const MOST_WRITTEN = 10_000

/** @param appId references belong to the bot that they were made for; empty without authentication */
export function createReferences(
  { store, secret, log }: Pick<Services, 'store' | 'secret' | 'log'>,
  { appId, limits }: { appId: string; limits: Limits },
): ChatReferences {
  const written = new Map<string, string>()

  const keyOf = (whom: Whom): string =>
    'asker' in whom
      ? secret.hash('reference', 'teams', appId, 'person', whom.asker)
      : secret.hash('reference', 'teams', appId, 'place', whom.place)
  const whomOf = (incoming: Incoming): Whom =>
    isPersonal(incoming) ? { asker: whoOf(incoming, { secret }).asker } : { place: placeOf(incoming) }
  const installationOf = (incoming: Incoming): string => {
    const team = incoming.channelData?.team?.id
    return team ? secret.hash('installation', 'teams', appId, team) : keyOf(whomOf(incoming))
  }

  async function attempt(what: string, task: () => Promise<void>): Promise<void> {
    try {
      await withDeadline(limits.storeMs, task)
    } catch (error) {
      log.warn({ err: error }, `Teams: a conversation could not be ${what}`)
    }
  }

  async function forget(keyOrInstallation: string): Promise<void> {
    written.clear()
    await attempt('forgotten', () => store.references.forget(keyOrInstallation))
  }

  return {
    async note(incoming) {
      const key = keyOf(whomOf(incoming))
      const json = JSON.stringify(referenceOf(incoming))
      if (written.get(key) === json) return
      const reference = { key, installation: installationOf(incoming), sealed: secret.seal(json) }
      await attempt('kept', async () => {
        await store.references.put(reference)
        if (written.size >= MOST_WRITTEN) written.clear()
        written.set(key, json)
      })
    },
    async find(whom) {
      const sealed = await store.references.get(keyOf(whom))
      return sealed === undefined ? undefined : referenceSchema.parse(JSON.parse(secret.open(sealed)))
    },
    forget: whom => forget(keyOf(whom)),
    lose: incoming => forget(keyOf(whomOf(incoming))),
    leave: incoming => forget(installationOf(incoming)),
  }
}

function referenceOf(incoming: Incoming): ChatReference {
  const { serviceUrl, channelId, recipient, conversation } = incoming
  const [tenant] = tenantsOf(incoming)
  const kind = isPersonal(incoming)
    ? 'person'
    : conversation.conversationType === 'channel'
      ? 'channel'
      : 'group'
  return {
    kind,
    serviceUrl,
    channelId,
    bot: { id: recipient.id, name: recipient.name ?? '' },
    conversation: placeOf(incoming),
    ...(tenant ? { tenant } : {}),
  }
}
