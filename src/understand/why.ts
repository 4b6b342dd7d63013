import type { Why } from '../answer/answer.ts'
import type { Entity } from '../directory/entity.ts'
import { LANGS } from '../lang.ts'
import { bucketOf, wordFeatures } from './model/features.ts'
import { FIELDS, type Prepared } from './model/prepared.ts'
import type { Analysed } from './subject.ts'
import { contentWords } from './words.ts'

/** A duty is said to match from this cosine on. */
const LEAST_DUTY = 0.12
/** A name must be this share of the content to be the reason. */
const MOST_OF_IT = 0.5
const MOST_WORDS = 3
/** A word that carries less than this share of what the best one carries does not explain anything. */
const LEAST_SHARE = 0.35

/**
 * Why this entity: its name; else the duty that is nearest to the question (`handles[2]`) or the field
 * that is, with the words of the question that speak for it most.
 */
export function whyOf(prepared: Prepared, entity: Entity, subject: Analysed): Why {
  const { names, contentCount } = subject
  const label = prepared.classes.indexOf(entity.id)
  const name = names.find(match => match.ids.includes(entity.id))
  // A name that is one word of a longer story explains less than the duty that the story is about.
  if (name && name.to - name.from >= contentCount * MOST_OF_IT)
    return { entity: entity.id, field: name.field, phrase: name.phrase.slice(0, 200) }
  const nearest = nearestExample(prepared, label, subject, () => true)
  const duty = nearestExample(prepared, label, subject, field => field === 'handles')
  const index = duty.cosine >= LEAST_DUTY ? dutyIndex(entity, prepared.texts[duty.example]) : -1
  const field =
    index >= 0 ? `handles[${index}]` : (FIELDS[prepared.exampleField[nearest.example] ?? -1] ?? 'summary')
  return { entity: entity.id, field, phrase: drivers(prepared, label, subject).join(', ').slice(0, 200) }
}

function nearestExample(
  prepared: Prepared,
  label: number,
  { neighbours: { similarities } }: Analysed,
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
function drivers(prepared: Prepared, label: number, { words, lang, vector }: Analysed): string[] {
  if (label < 0) return []
  const values = new Map(Array.from(vector.buckets, (bucket, i) => [bucket, vector.values[i] ?? 0]))
  const weigh = (feature: string): number => {
    const bucket = bucketOf(feature)
    const weight = prepared.weights[bucket * prepared.classes.length + label] ?? 0
    return (values.get(bucket) ?? 0) * weight * (prepared.scale[bucket] ?? 0)
  }
  const ranked = [...new Set(contentWords(words))]
    .map(word => ({
      word,
      carries: [...wordFeatures(word, lang).keys()].reduce((sum, f) => sum + weigh(f), 0),
    }))
    .filter(w => w.carries > 0)
    .sort((a, b) => b.carries - a.carries)
  const most = ranked[0]?.carries ?? 0
  return ranked
    .filter(w => w.carries >= most * LEAST_SHARE)
    .slice(0, MOST_WORDS)
    .map(w => w.word)
}
