import { checkDataset } from './check.ts'
import type { Asks, Negatives } from './dataset.ts'
import { NEGATIVE_KINDS } from './dataset.ts'
import { Directory } from './directory.ts'
import { type Fault, formatFault } from './faults.ts'
import { readDataset } from './read.ts'

/** A dataset that cannot be served; the message names every fault. */
export class DatasetError extends Error {
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super(faults.map(formatFault).join('\n'))
    this.name = 'DatasetError'
    this.faults = faults
  }
}

/**
 * Loads, checks and indexes a dataset.
 * @param dir the dataset's folder (`data/`, or OIM_DATA_DIR)
 * @param contactsPath an overlay of contacts (OIM_CONTACTS)
 * @throws DatasetError with every fault
 */
export function loadDirectory(dir: string, contactsPath?: string): Directory {
  const raw = readDataset(dir, contactsPath)
  const faults = checkDataset(raw)
  const source = raw.source?.parsed
  if (faults.length > 0 || !source) throw new DatasetError(faults)
  return new Directory({
    entities: raw.branches.flatMap(branch => branch.parsed ?? []),
    source,
    asks: Object.assign({}, ...raw.asks.map(file => file.parsed ?? {})) as Asks,
    negatives: raw.negatives?.parsed ?? noNegatives(),
    notCovered: raw.notCovered?.parsed ?? [],
    otherOrganisations: raw.otherOrganisations?.parsed ?? [],
    thesaurus: raw.thesaurus?.parsed ?? [],
    geography: raw.geography?.parsed ?? [],
    contacts: raw.contacts?.parsed ?? [],
  })
}

function noNegatives(): Negatives {
  return Object.fromEntries(
    NEGATIVE_KINDS.map(kind => [kind, { fr: [], en: [], es: [] }]),
  ) as unknown as Negatives
}
