import { NEGATIVE_KINDS, type NegativeKind } from '../../directory/dataset.ts'
import type { Directory } from '../../directory/directory.ts'
import type { Entity } from '../../directory/entity.ts'
import { LANGS } from '../../lang.ts'
import { noisy } from './noise.ts'
import type { Example } from './train.ts'

/** The label of a class of negatives. */
export const negativeLabel = (kind: NegativeKind): string => `not:${kind}`
export const isNegativeLabel = (label: string): boolean => label.startsWith('not:')

/** Where an example comes from, as the card and `--explain` name it. */
export type ExampleField = 'name' | 'alias' | 'acronym' | 'handles' | 'summary' | 'asks' | 'negative'
export type LabelledText = Example & { field: ExampleField }

/** Every text that the directory gives to learn from. */
export function trainingTexts(directory: Directory): LabelledText[] {
  return [
    ...directory.entities.flatMap(entity => [...textsOf(entity), ...asksOf(directory, entity)]),
    ...NEGATIVE_KINDS.flatMap(kind =>
      LANGS.flatMap(lang =>
        directory.dataset.negatives[kind][lang].map(
          (text): LabelledText => ({ text, lang, label: negativeLabel(kind), weight: 1, field: 'negative' }),
        ),
      ),
    ),
  ]
}

/** Every so many examples are learnt in the spelling of a phone as well. */
const NOISY_EVERY = 4

function asksOf(directory: Directory, entity: Entity): LabelledText[] {
  return LANGS.flatMap(lang =>
    directory.asks(entity.id, lang).flatMap((text, index): LabelledText[] => {
      const ask = { text, lang, label: entity.id, weight: 1, field: 'asks' as const }
      return index % NOISY_EVERY === 0 ? [ask, { ...ask, text: noisy(text), weight: 0.7 }] : [ask]
    }),
  )
}

function textsOf(entity: Entity): LabelledText[] {
  return LANGS.flatMap(lang => {
    const of = (field: ExampleField, texts: readonly string[]): LabelledText[] =>
      texts.map(text => ({ text, lang, label: entity.id, weight: 1, field }))
    return [
      ...of('name', [entity.name[lang], ...(entity.short ? [entity.short[lang]] : [])]),
      ...of('alias', entity.aliases[lang]),
      ...of('acronym', entity.acronyms),
      ...of(
        'handles',
        entity.handles.map(h => h[lang]),
      ),
      ...of('summary', [entity.summary[lang]]),
    ]
  })
}
