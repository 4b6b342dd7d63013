import type { Card } from '../../src/cards/card.ts'
import type { Connector } from './connector.ts'
import type { Cards } from './outgoing.ts'
import type { ChatReferences, Whom } from './references.ts'
import type { Sender } from './send.ts'

/**
 * - unknown: nobody of the kind has written to the bot, or installed it
 * - gone: the bot was removed or blocked there; from now on unknown
 * - refused: this message will never be taken
 */
export type Told = 'sent' | 'unknown' | 'gone' | 'refused'

/** Writes to somebody who has not just asked. Rejects where a later attempt may succeed. */
export type Tell = (whom: Whom, card: Card) => Promise<Told>

interface TellOptions {
  cards: Cards
  connector: Pick<Connector, 'tell'>
  references: Pick<ChatReferences, 'find' | 'forget'>
  sender: Sender
  isAllowed: (tenants: readonly string[]) => boolean
}

export function createTell({ cards, connector, references, sender, isAllowed }: TellOptions): Tell {
  return async (whom, card) => {
    const reference = await references.find(whom)
    if (!reference) return 'unknown'
    // the list of tenants may have become shorter since
    if (!isAllowed(reference.tenant ? [reference.tenant] : [])) {
      await references.forget(whom)
      return 'unknown'
    }
    const { outcome } = await sender.send(reference.conversation, () =>
      connector.tell(reference, cards.message(card)),
    )
    if (outcome === 'gone') await references.forget(whom)
    return outcome
  }
}
