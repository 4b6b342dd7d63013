import type { Services } from '../../src/adapter.ts'
import type { Card } from '../../src/cards/card.ts'
import type { Outgoing } from './connector.ts'
import type { AdaptiveCard, Refresh } from './elements.ts'
import { pageOf, renderCard } from './render.ts'

/** Cards as Teams shows them, with the page of their unit where this server has a public address. */
export interface Cards {
  /** @param canShare others read along, and the card is before one person's eyes only */
  render(card: Card, canShare: boolean): AdaptiveCard
  /**
   * A message that all in the conversation see, with the card's title for the notification; a text beside it
   * would be shown twice.
   * @param refresh how each of several viewers gets a card of their own
   */
  message(card: Card, refresh?: Refresh): Outgoing
}

export function createCards({ publicUrl, translate }: Pick<Services, 'publicUrl' | 'translate'>): Cards {
  function render(card: Card, canShare: boolean): AdaptiveCard {
    const page = pageOf(card, publicUrl, translate)
    return renderCard(card, { canShare, ...(page ? { page } : {}) })
  }
  return {
    render,
    message: (card, refresh) => ({
      type: 'message',
      summary: card.title,
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { ...render(card, false), ...(refresh ? { refresh } : {}) },
        },
      ],
    }),
  }
}
