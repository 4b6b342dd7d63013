import { Directory } from '../../src/directory/directory.ts'
import { type Entity, type EntityId, entitySchema } from '../../src/directory/entity.ts'

/** A directory of four, enough for a chain, a choice and a list. */
export const IDS = {
  dg: 'directeur-general',
  dga: 'dga-gestion-reformes',
  finance: 'dept-finances-administration',
  treasury: 'div-tresorerie',
} as const

const entity = (
  id: string,
  parent: string | undefined,
  kind: string,
  fr: string,
  en: string,
  es: string,
): Entity =>
  entitySchema.parse({
    id,
    kind,
    ...(parent ? { parent } : {}),
    name: { fr, en, es },
    nameOrigin: { en: 'ours', es: 'ours' },
    summary: { fr: `Résumé : ${fr}.`, en: `Summary: ${en}.`, es: `Resumen: ${es}.` },
    handles: [{ fr: 'compte bancaire', en: 'bank account', es: 'cuenta bancaria', source: [[148, 149]] }],
    aliases: { fr: [], en: [], es: [] },
    source: [[148, 149]],
  })

export const fakeDirectory = new Directory({
  entities: [
    entity(IDS.dg, undefined, 'leadership', 'Directeur général', 'Director General', 'Director General'),
    entity(
      IDS.dga,
      IDS.dg,
      'leadership',
      'Directrice générale adjointe, gestion et réformes',
      'Deputy Director General for Management and Reform',
      'Directora General Adjunta de Gestión y Reforma',
    ),
    entity(
      IDS.finance,
      IDS.dga,
      'department',
      'Département de la gestion financière et administrative',
      'Department of Financial and Administrative Management',
      'Departamento de Gestión Financiera y Administrativa',
    ),
    entity(
      IDS.treasury,
      IDS.finance,
      'division',
      'Division de la trésorerie',
      'Treasury Division',
      'División de Tesorería',
    ),
  ],
  source: {
    citation: { fr: 'Source : l. {lines}', en: 'Source: l. {lines}', es: 'Fuente: l. {lines}' },
    description: { fr: 'essai', en: 'test', es: 'prueba' },
    branches: [],
    changes: [],
  },
  asks: {},
  negatives: {
    world: { fr: [], en: [], es: [] },
    'other-organisation': { fr: [], en: [], es: [] },
    'personal-data': { fr: [], en: [], es: [] },
    'office-life': { fr: [], en: [], es: [] },
    'injection-or-gibberish': { fr: [], en: [], es: [] },
    'other-sense': { fr: [], en: [], es: [] },
  },
  notCovered: [],
  otherOrganisations: [],
  thesaurus: [],
  geography: [],
  contacts: [],
})

/** An id of the fake directory. */
export const idOf = (name: keyof typeof IDS): EntityId => {
  const found = fakeDirectory.find(IDS[name])
  if (!found) throw new RangeError(`no ${name}`)
  return found.id
}
