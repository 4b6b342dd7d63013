import type { Why } from '../answer/answer.ts'
import type { Entity } from '../directory/entity.ts'
import { LANGS, type Lang } from '../lang.ts'
import { bucketOf, type Vector, wordFeatures } from './model/features.ts'
import { FIELDS, type Prepared } from './model/prepared.ts'
import type { NameMatch } from './names.ts'
import { contentWords, wordsOf } from './words.ts'

/** What a question and an entity have in common, in the words of the question. */
export interface WhyOptions {
  entity: Entity
  /** The entity's class in the model; -1 where it has none. */
  label: number
  text: string
  lang: Lang
  vector: Vector
  names: readonly NameMatch[]
  /** The cosine of the question to each example of the model. */
  similarities: Float32Array
}

/** A duty is said to match from this cosine on. */
const LEAST_DUTY = 0.2
/** A name must be this share of the content to be the reason. */
const MOST_OF_IT = 0.5
const MOST_WORDS = 3
/** A word that carries less than this share of what the best one carries does not explain anything. */
const LEAST_SHARE = 0.35

/**
 * Why this entity: its name; else the duty that is nearest to the question (`handles[2]`) or the field
 * that is, with the words of the question that speak for it most.
 */
export function whyOf(prepared: Prepared, options: WhyOptions): Why {
  const { entity, names } = options
  const content = contentWords(wordsOf(options.text)).length
  const name = names.find(match => match.ids.includes(entity.id))
  // A name that is one word of a longer story explains less than the duty that the story is about.
  if (name && name.to - name.from >= content * MOST_OF_IT) return { entity: entity.id, field: name.field, phrase: name.phrase.slice(0, 200) }
  const nearest = nearestExample(prepared, options, () => true)
  const duty = nearestExample(prepared, options, field => field === 'handles')
  const index = duty.cosine >= LEAST_DUTY ? dutyIndex(entity, prepared.texts[duty.example]) : -1
  const field = index >= 0 ? `handles[${index}]` : (FIELDS[prepared.exampleField[nearest.example] ?? -1] ?? 'summary')
  return { entity: entity.id, field, phrase: drivers(prepared, options).join(', ').slice(0, 200) }
}

function nearestExample(
  prepared: Prepared,
  { label, similarities }: WhyOptions,
  wanted: (field: (typeof FIELDS)[number] | undefined) => boolean,
): { example: number; cosine: number } {
  let example = -1
  let cosine = 0
  for (let i = 0; i < similarities.length; i++) {
    const candidate = similarities[i] ?? 0
    if (candidate <= cosine || prepared.exampleClass[i] !== label) continue
    if (!wanted(FIELDS[prepared.exampleField[i] ?? -1])) continue
    example = i
    cosine = candidate
  }
  return { example, cosine }
}

const dutyIndex = (entity: Entity, text: string | undefined): number =>
  entity.handles.findIndex(duty => LANGS.some(lang => duty[lang] === text))

/** The words whose features add most to the entity's score. */
function drivers(prepared: Prepared, { label, text, lang, vector }: WhyOptions): string[] {
  if (label < 0) return []
  const values = new Map(Array.from(vector.buckets, (bucket, i) => [bucket, vector.values[i] ?? 0]))
  const weigh = (feature: string): number => {
    const bucket = bucketOf(feature)
    const weight = prepared.weights[bucket * prepared.classes.length + label] ?? 0
    return (values.get(bucket) ?? 0) * weight * (prepared.scale[bucket] ?? 0)
  }
  const ranked = [...new Set(contentWords(wordsOf(text)))]
    .map(word => ({ word, carries: [...wordFeatures(word, lang).keys()].reduce((sum, f) => sum + weigh(f), 0) }))
    .filter(w => w.carries > 0)
    .sort((a, b) => b.carries - a.carries)
  const most = ranked[0]?.carries ?? 0
  return ranked
    .filter(w => w.carries >= most * LEAST_SHARE)
    .slice(0, MOST_WORDS)
    .map(w => w.word)
}
