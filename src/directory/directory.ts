import type { Lang } from '../lang.ts'
import type {
  Asks,
  Contact,
  Negatives,
  NotCoveredSubject,
  OtherOrganisation,
  Region,
  Source,
  ThesaurusEntry,
} from './dataset.ts'
import type { Entity, EntityId } from './entity.ts'

/** Everything that a dataset holds, checked. */
export interface Dataset {
  entities: readonly Entity[]
  source: Source
  asks: Asks
  negatives: Negatives
  notCovered: readonly NotCoveredSubject[]
  otherOrganisations: readonly OtherOrganisation[]
  thesaurus: readonly ThesaurusEntry[]
  geography: readonly Region[]
  contacts: readonly Contact[]
}

/**
 * The organisation's structure, indexed. Entities keep the order of the structure, that of the
 * branch files. Loading has refused unknown parents and cycles, so no walk here need look for them.
 */
export class Directory {
  readonly entities: readonly Entity[]
  readonly #byId: ReadonlyMap<string, Entity>
  readonly #children: ReadonlyMap<EntityId, readonly Entity[]>
  readonly #contacts: ReadonlyMap<EntityId, Contact>
  readonly #rank: ReadonlyMap<EntityId, number>
  readonly dataset: Dataset

  constructor(dataset: Dataset) {
    this.dataset = dataset
    this.entities = dataset.entities
    this.#byId = new Map(dataset.entities.map(e => [e.id, e]))
    this.#rank = new Map(dataset.entities.map((e, i) => [e.id, i]))
    this.#contacts = new Map(dataset.contacts.map(c => [c.id, c]))
    const children = new Map<EntityId, Entity[]>()
    for (const entity of dataset.entities) {
      if (!entity.parent) continue
      const siblings = children.get(entity.parent) ?? []
      siblings.push(entity)
      children.set(entity.parent, siblings)
    }
    this.#children = children
  }

  /** The entity of a text from outside, such as a press or an address; undefined where there is none. */
  find(id: string): Entity | undefined {
    return this.#byId.get(id)
  }

  /** The entity of an id that this directory gave out. @throws RangeError where it holds none */
  get(id: EntityId): Entity {
    const entity = this.#byId.get(id)
    if (!entity) throw new RangeError(`the directory holds no ${id}`)
    return entity
  }

  parent(entity: Entity): Entity | undefined {
    return entity.parent && this.get(entity.parent)
  }

  children(id: EntityId): readonly Entity[] {
    return this.#children.get(id) ?? []
  }

  /** All below, in the order of the structure. */
  descendants(id: EntityId): readonly Entity[] {
    const below = (parent: EntityId): Entity[] =>
      this.children(parent).flatMap(child => [child, ...below(child.id)])
    return this.inOrder(below(id))
  }

  /** The way up: the parent first, the root last. */
  ancestors(entity: Entity): readonly Entity[] {
    const parent = this.parent(entity)
    return parent ? [parent, ...this.ancestors(parent)] : []
  }

  /** All, the top of the structure first. */
  topDown(): readonly Entity[] {
    return this.entities.toSorted((a, b) => this.ancestors(a).length - this.ancestors(b).length)
  }

  contact(id: EntityId): Contact | undefined {
    return this.#contacts.get(id)
  }

  /** What changed in the directory, the newest first. */
  get changes(): Source['changes'] {
    return this.dataset.source.changes.toSorted((a, b) => b.date.localeCompare(a.date))
  }

  inOrder(entities: readonly Entity[]): readonly Entity[] {
    const rank = (e: Entity): number => this.#rank.get(e.id) ?? 0
    return [...new Set(entities)].sort((a, b) => rank(a) - rank(b))
  }

  /** The example questions of an entity. */
  asks(id: EntityId, lang: Lang): readonly string[] {
    return this.dataset.asks[id]?.[lang] ?? []
  }
}
