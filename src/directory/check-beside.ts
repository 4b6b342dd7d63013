import countries from 'i18n-iso-countries'
import { LANGS } from '../lang.ts'
import { fold } from '../text.ts'
import { checkCircles, checkUnique, type Definition, unknownReference } from './check-ids.ts'
import { createFault, type Fault } from './faults.ts'
import { nearest } from './nearest.ts'
import type { DataFile, RawDataset } from './read.ts'
import type { Path } from './yaml.ts'

/** Faults of the files that stand beside the branches: what they refer to, and what they define twice. */
export function checkBeside(raw: RawDataset, ids: ReadonlySet<string>): Fault[] {
  return [
    ...checkAsks(raw, ids),
    ...checkRegions(raw, ids),
    ...checkNotCovered(raw, ids),
    ...checkContacts(raw, ids),
    ...checkSource(raw, ids),
  ]
}

function checkAsks(raw: RawDataset, ids: ReadonlySet<string>): Fault[] {
  const claims = new Map<string, string>()
  const entries = raw.asks.flatMap(({ yaml, parsed }) =>
    Object.entries(parsed ?? {}).map(([id, asks]) => ({ id, asks, yaml })),
  )
  return [
    ...checkUnique(entries.map(({ id, yaml }) => ({ id, at: () => yaml.at([id]) }))),
    ...entries.flatMap(({ id, asks, yaml }) => [
      ...unknownReference(id, ids, yaml.at([id])),
      ...LANGS.flatMap(lang =>
        asks[lang].flatMap((ask, index) => {
          const key = fold(ask)
          const other = claims.get(key)
          claims.set(key, other ?? id)
          if (other === undefined || other === id) return []
          return [createFault('DATA_ASK_CLAIMED_TWICE', yaml.at([id, lang, index]), { ask, other })]
        }),
      ),
    ]),
  ]
}

/** A region leads up by `within`: an answer about one walks that way, so it must end. */
function checkRegions(raw: RawDataset, ids: ReadonlySet<string>): Fault[] {
  const file = raw.geography
  const regions = file?.parsed
  if (!file || !regions) return []
  const regionIds = new Set(regions.map(r => r.id))
  const definitions = regions.map(
    ({ id, within }, i): Definition => ({
      id,
      above: within,
      at: field => file.yaml.at([i, field === 'id' ? 'id' : 'within']),
    }),
  )
  return [
    ...checkUnique(definitions),
    ...checkCircles(definitions),
    ...regions.flatMap((region, i) => [
      ...(region.within === undefined || regionIds.has(region.within)
        ? []
        : [
            createFault('DATA_REGION_UNKNOWN', file.yaml.at([i, 'within']), {
              region: region.within,
              near: nearest(region.within, regionIds),
            }),
          ]),
      ...unknownReferences(file, region.offices, ids, [i, 'offices']),
      ...unknownReferences(file, region.stated, ids, [i, 'stated']),
      ...region.countries.flatMap((country, j) =>
        countries.isValid(country)
          ? []
          : [createFault('DATA_COUNTRY_UNKNOWN', file.yaml.at([i, 'countries', j]), { country })],
      ),
    ]),
  ]
}

function checkNotCovered({ notCovered: file }: RawDataset, ids: ReadonlySet<string>): Fault[] {
  if (!file?.parsed) return []
  return [
    ...checkUnique(definitionsIn(file, file.parsed)),
    ...file.parsed.flatMap(({ nearest }, i) => unknownReferences(file, nearest, ids, [i, 'nearest'])),
  ]
}

function checkContacts({ contacts: file }: RawDataset, ids: ReadonlySet<string>): Fault[] {
  if (!file?.parsed) return []
  return [
    ...checkUnique(definitionsIn(file, file.parsed)),
    ...file.parsed.flatMap(({ id }, i) => unknownReference(id, ids, file.yaml.at([i, 'id']))),
  ]
}

function checkSource(raw: RawDataset, ids: ReadonlySet<string>): Fault[] {
  const file = raw.source
  if (!file?.parsed) return []
  const branches = new Set(raw.branches.map(branch => branch.yaml.name))
  return [
    ...file.parsed.branches.flatMap((name, i) => {
      const branch = `directory/${name}.yaml`
      const place = file.yaml.at(['branches', i])
      return branches.has(branch) ? [] : [createFault('DATA_FILE_MISSING', place, { file: branch })]
    }),
    ...file.parsed.changes.flatMap((change, i) =>
      unknownReferences(file, change.ids, ids, ['changes', i, 'ids']),
    ),
  ]
}

const definitionsIn = (file: DataFile<unknown>, defined: readonly { id: string }[]): Definition[] =>
  defined.map(({ id }, i) => ({ id, at: () => file.yaml.at([i, 'id']) }))

const unknownReferences = (
  file: DataFile<unknown>,
  targets: readonly string[],
  ids: ReadonlySet<string>,
  path: Path,
): Fault[] => targets.flatMap((target, i) => unknownReference(target, ids, file.yaml.at([...path, i])))
