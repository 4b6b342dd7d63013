import type { Lang } from '../../src/lang.ts'
import type { Outgoing } from './connector.ts'
import { type AdaptiveCard, textBlock } from './elements.ts'
import { escapeTags, escapeText } from './escape.ts'

/** A line of our own words. */
export const lineOf = (text: string): Outgoing => ({ type: 'message', text, textFormat: 'plain' })

/**
 * The same as a card, for where it takes a card's place: Teams goes on showing a card whose message
 * becomes a plain text (botbuilder-js #3822).
 */
export function lineCard(text: string, lang: Lang): Outgoing {
  const content: AdaptiveCard = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang,
    speak: escapeTags(text),
    fallbackText: escapeText(text),
    msteams: { width: 'Full' },
    body: [textBlock(text)],
  }
  return {
    type: 'message',
    summary: text,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  }
}
