import type { Answer } from '../answer/answer.ts'
import type { Lang } from '../lang.ts'
import type { Press } from './press.ts'

/**
 * What a person sees, in words and without a platform: every text is localised and plain (adapters
 * escape it), and every button carries a press. Adapters render the parts in the order of the fields.
 */
export interface Card {
  readonly type: Answer['type']
  readonly lang: Lang
  /** Only the asker may see it. */
  readonly sensitive: boolean
  /** A few capitals above the title, such as the kind of the unit. */
  readonly eyebrow?: string
  readonly title: string
  /** The name in the language of the question, where that is another one. */
  readonly subtitle?: string
  /** The way down to the unit, from the top; each step opens. */
  readonly breadcrumb: readonly Button[]
  readonly summary?: string
  /** Short lines before the content, such as what a sensitive matter needs to hear first. */
  readonly notices: readonly string[]
  readonly duties?: { readonly heading: string; readonly items: readonly Duty[] }
  readonly distinctions?: { readonly heading: string; readonly items: readonly Item[] }
  readonly facts: readonly Fact[]
  /** Choices, the steps of a chain, the lines of a list, the nearest ones. */
  readonly items: readonly Item[]
  /** Questions that work, on the help card. */
  readonly examples: readonly string[]
  /** At most four, always in the same order. */
  readonly actions: readonly Button[]
  /** The rest, for an overflow menu. */
  readonly menu: readonly Button[]
  /** 'Found by ...': why this unit, where the match was not by name. */
  readonly why?: string
  readonly feedback?: { readonly question: string; readonly helpful: Button; readonly unhelpful: Button }
  /** Path of the unit's page on this server, for 'copy link' where the public address is known. */
  readonly link?: string
  /** The last line: where this comes from. */
  readonly source?: string
  /** The whole card as plain text: notifications, screen readers, terminals. */
  readonly text: string
}

export interface Button {
  readonly label: string
  /** The whole sentence for a screen reader. */
  readonly hint?: string
  readonly press: Press
}
export interface Duty {
  readonly text: string
  /** The duty that matched: the only emphasis of the card. */
  readonly matched: boolean
}
export interface Fact {
  readonly label: string
  readonly value: string
}
export interface Item {
  /** Counted from 1, where the order matters. */
  readonly number?: number
  readonly label: string
  readonly detail?: string
  /** 'start here' on the first step of a chain. */
  readonly marker?: string
  readonly open: Button
}
