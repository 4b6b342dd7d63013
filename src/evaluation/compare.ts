import MiniSearch from 'minisearch'
import type { Answer } from '../answer/answer.ts'
import { newAnswerId } from '../answer-id.ts'
import type { Knowledge } from '../core.ts'
import type { Directory } from '../directory/directory.ts'
import { entityId } from '../directory/entity.ts'
import { LANGS } from '../lang.ts'
import { type FusionWeights, readFusion, SIGNALS } from '../understand/fusion.ts'
import type { Labelled } from './questions.ts'
import { type Figures, figuresOf, percent, table } from './report.ts'
import { type Scored, score } from './score.ts'

/** Beside the whole: plain word search over the same data, and each signal switched off. */
export interface Compared {
  name: string
  figures: Figures
}

export async function compare(
  knowledge: Knowledge,
  questions: readonly Labelled[],
  evaluateWith: (knowledge: Knowledge) => Promise<readonly Scored[]>,
): Promise<Compared[]> {
  const weights = readFusion().trained
  const variants: [string, FusionWeights][] = [
    ['everything', weights],
    ...SIGNALS.map((signal): [string, FusionWeights] => [
      `without ${signal}`,
      { ...weights, candidate: { ...weights.candidate, [signal]: 0 } },
    ]),
  ]
  const compared: Compared[] = [
    { name: 'plain MiniSearch', figures: figuresOf(plainSearch(knowledge.directory, questions)) },
  ]
  for (const [name, changed] of variants) {
    const understanding = knowledge.understanding.reweighed(changed)
    compared.push({ name, figures: figuresOf(await evaluateWith({ ...knowledge, understanding })) })
  }
  return compared
}

/** One document an entity with all of its texts and examples; the best hit is the answer. */
function plainSearch(directory: Directory, questions: readonly Labelled[]): Scored[] {
  const index = new MiniSearch<{ id: string; text: string }>({ fields: ['text'] })
  index.addAll(
    directory.entities.map(e => ({
      id: e.id,
      text: LANGS.flatMap(lang => [
        e.name[lang],
        e.summary[lang],
        ...e.aliases[lang],
        ...e.handles.map(h => h[lang]),
        ...e.acronyms,
        ...directory.asks(e.id, lang),
      ]).join('\n'),
    })),
  )
  return questions.map(labelled => {
    const hits = index.search(labelled.q.slice(0, 500), { prefix: term => term.length > 3, fuzzy: 0.2 })
    const ids = hits.slice(0, 5).map(hit => entityId.parse(hit.id))
    return score(labelled, toAnswer(labelled, ids))
  })
}

function toAnswer(labelled: Labelled, ids: readonly ReturnType<typeof entityId.parse>[]): Answer {
  const common = {
    id: newAnswerId(false),
    intent: 'find' as const,
    lang: labelled.lang,
    confidence: 1,
    sensitive: false,
    notes: [],
  }
  const [first, ...rest] = ids
  return first === undefined
    ? { ...common, type: 'not-covered', entities: [], nearest: [] }
    : { ...common, type: 'unit', entities: [first], alternatives: rest.slice(0, 4) }
}

/** As a Markdown table. */
export function comparisonTable(compared: readonly Compared[]): string {
  const rows = compared.map(({ name, figures: f }) => [
    name,
    percent(f.right),
    percent(f.inThree),
    percent(f.wrongAmongSingle),
    percent(f.refusedOutside),
    percent(f.refusedCovered),
  ])
  return table(['', 'right', 'in 3', 'wrong of single', 'outside refused', 'covered refused'], rows)
}
