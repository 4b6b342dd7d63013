import type { Intent } from '../answer/answer.ts'
import type { EntityId } from '../directory/entity.ts'
import type { Lang } from '../lang.ts'
import { NOTHING, type Query } from './query.ts'

/** The query of a button: about this entity, without a doubt. */
export function queryAbout(focus: EntityId, intent: Intent, lang: Lang, sensitive: boolean): Query {
  return {
    ...NOTHING,
    intent,
    lang,
    langSure: true,
    candidates: [{ id: focus, probability: 1, why: { entity: focus, field: 'name', phrase: '' } }],
    none: 0,
    named: [focus],
    sensitive,
    notes: [],
  }
}
