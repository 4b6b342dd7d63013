import type { Button } from '../../src/cards/card.ts'
import { encodePress } from '../../src/cards/press.ts'
import { clip, escapeText } from './escape.ts'

/** The part of Adaptive Cards 1.5 that we use (adaptivecards.io, schema 1.5.0). Teams knows no later one. */
export interface Execute {
  type: 'Action.Execute'
  title: string
  verb: typeof VERB
  data: { press: string }
  tooltip?: string
  mode?: 'secondary'
}
export interface OpenUrl {
  type: 'Action.OpenUrl'
  title: string
  url: string
  mode: 'secondary'
}
interface Placed {
  spacing?: 'None' | 'Small' | 'Medium' | 'Large'
  separator?: true
}
export interface TextBlock extends Placed {
  type: 'TextBlock'
  text: string
  wrap: true
  size?: 'Small' | 'Large'
  weight?: 'Bolder'
  color?: 'Accent'
  isSubtle?: true
  style?: 'heading'
}
export interface TextRun {
  type: 'TextRun'
  text: string
  size: 'Small'
  color?: 'Accent'
  isSubtle?: true
  selectAction?: Execute
}
export interface Column {
  type: 'Column'
  width: 'auto' | 'stretch'
  items: TextBlock[]
  selectAction?: Execute
}
export type Element =
  | TextBlock
  | ({ type: 'RichTextBlock'; inlines: TextRun[] } & Placed)
  | ({ type: 'FactSet'; facts: { title: string; value: string }[] } & Placed)
  | ({ type: 'Container'; style: 'emphasis'; items: TextBlock[] } & Placed)
  | ({ type: 'ColumnSet'; columns: Column[]; selectAction?: Execute } & Placed)
  | ({ type: 'ActionSet'; actions: (Execute | OpenUrl)[] } & Placed)

/** What a client asks for by itself, when somebody sees the card. */
export interface Refresh {
  action: Omit<Execute, 'verb' | 'data'> & { verb: string; data: { press: string; asker: string } }
}

export interface AdaptiveCard {
  type: 'AdaptiveCard'
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json'
  version: '1.5'
  lang: string
  speak: string
  fallbackText: string
  /** Teams' own extension: the whole width of the conversation. */
  msteams: { width: 'Full' }
  refresh?: Refresh
  body: Element[]
}

/** A card for reading only. */
export type StaticCard = Omit<AdaptiveCard, 'version' | 'body'> & { version: '1.3'; body: object[] }

/** The verb of all our buttons. */
export const VERB = 'oim'

/** A paragraph of somebody's words, escaped. */
export const textBlock = (text: string, look: Omit<TextBlock, 'type' | 'text' | 'wrap'> = {}): TextBlock => ({
  type: 'TextBlock',
  text: escapeText(text),
  wrap: true,
  ...look,
})

/** Titles and runs are plain text on Teams: nothing in them is markup. */
export const textRun = (text: string, look: Omit<TextRun, 'type' | 'text' | 'size'>): TextRun => ({
  type: 'TextRun',
  text: clip(text),
  size: 'Small',
  ...look,
})

export const execute = ({ label, hint, press }: Button): Execute => ({
  type: 'Action.Execute',
  title: clip(label),
  verb: VERB,
  data: { press: encodePress(press) },
  ...(hint ? { tooltip: clip(hint) } : {}),
})

/** What a tap on a line or word does; its title is for screen readers only. */
export const selectAction = ({ hint, ...button }: Button, named = button.label): Execute =>
  execute({ ...button, label: hint ?? named })

export const column = (width: Column['width'], items: TextBlock[], select?: Execute): Column => ({
  type: 'Column',
  width,
  items,
  ...(select ? { selectAction: select } : {}),
})
