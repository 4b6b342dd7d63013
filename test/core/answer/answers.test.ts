import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, alternativesOf } from '../../../src/answer/answer.ts'
import { chainFrom, reachesTheTop } from '../../../src/answer/chain.ts'
import { childrenOf, membersOf, parentOf, supervisorOf } from '../../../src/answer/structure.ts'
import type { Core } from '../../../src/core.ts'
import type { Entity } from '../../../src/directory/entity.ts'
import { createOurCore, id, ours } from '../../support/knowledge.ts'

const { directory } = ours
let core: Core
let close: () => Promise<void>
beforeAll(async () => {
  ;({ core, close } = await createOurCore())
})
afterAll(() => close())

const ask = (text: string, conversation?: string): Promise<Answer> =>
  core.ask({ text, private: true, record: false, ...(conversation ? { conversation } : {}) })

describe('the chain', () => {
  /** The naive way: a list of parents by hand. */
  function walk(entity: Entity): string[] {
    const parent = directory.entities.find(e => e.id === entity.parent)
    const here = entity.kind === 'group' || entity.kind === 'organization' ? [] : [entity.id]
    return parent ? [...here, ...walk(parent)] : here
  }

  test('goes from every entity up each parent, over groups and without the organization', () => {
    for (const entity of directory.entities) expect(chainFrom(directory, entity.id)).toEqual(walk(entity))
  })

  test('ends at the Director General, or where the source names nobody above', () => {
    const short = directory.entities
      .filter(e => !reachesTheTop(directory, chainFrom(directory, e.id)))
      .map(e => e.id)
    expect(short).toEqual([
      'oim',
      'siege',
      'comites-coordination',
      'comite-coordination-politiques',
      'comites-regionaux-coordination-politiques',
      'comite-coordination-gestion',
      'comite-consultatif-audit-surveillance',
    ])
  })

  test('says so on the answer', async () => {
    const answer = await ask('/oim escalate Comité de coordination de la gestion')
    expect(answer).toMatchObject({
      type: 'chain',
      entities: ['comite-coordination-gestion'],
      notes: ['chain-ends'],
    })
  })
})

describe('the structure', () => {
  test('children are the direct ones, of the named kind, or all below', () => {
    expect(childrenOf(directory, id('unite-securite-numerique'), { kinds: [], deep: false })).toHaveLength(3)
    expect(
      childrenOf(directory, id('dept-finances-administration'), { kinds: ['division'], deep: false }),
    ).toHaveLength(4)
    expect(childrenOf(directory, id('dept-tic'), { kinds: [], deep: true })).toHaveLength(17)
    // No team stands directly below the department: those further down are meant.
    expect(childrenOf(directory, id('dept-tic'), { kinds: ['team'], deep: false })).toHaveLength(13)
    expect(childrenOf(directory, id('div-budget'), { kinds: [], deep: false })).toEqual([])
  })

  test('the parent is the direct one, or the nearest of the named kind', () => {
    expect(parentOf(directory, id('equipe-identite-acces'), [])).toBe('unite-securite-numerique')
    expect(parentOf(directory, id('equipe-identite-acces'), ['department'])).toBe('dept-tic')
    expect(parentOf(directory, id('oim'), [])).toBeUndefined()
  })

  test('the supervisor is the stated one, else the parent, never a group', () => {
    expect(supervisorOf(directory, id('centre-administratif-manille'))).toBe('dga-gestion-reformes')
    expect(supervisorOf(directory, id('unite-rh-manille'))).toBe('unite-services-consultatifs-rh')
    expect(supervisorOf(directory, id('bureau-regional-dakar'))).toBe('bureau-executif')
  })

  test('the committees have the members that the source gives them', () => {
    expect(membersOf(directory, id('comite-coordination-politiques'))).toHaveLength(24)
    expect(membersOf(directory, id('comite-coordination-gestion'))).toHaveLength(24)
    expect(membersOf(directory, id('comites-regionaux-coordination-politiques'))).toHaveLength(11)
  })
})

describe('answers', () => {
  test.each([
    ['/oim unit trésorerie', 'unit', ['div-tresorerie']],
    ['à qui m’adresser pour un laissez-passer des Nations Unies ?', 'unit', ['unite-voyages-personnel']],
    ['¿quién lleva las compras?', 'unit', ['div-chaine-approvisionnement']],
    ['qui est au-dessus de la Division du budget ?', 'unit', ['dept-finances-administration']],
    ['quel temps fait-il ?', 'not-covered', []],
    ['qui couvre le Vietnam ?', 'unit', ['bureau-regional-bangkok']],
    [
      'combien de départements ?',
      'list',
      directory.entities.filter(e => e.kind === 'department').map(e => e.id),
    ],
    [
      'quelles unités sont à Manille ?',
      'list',
      [
        'centre-operations-securite-manille',
        'unite-rh-manille',
        'unite-contrats-manille',
        'centre-administratif-manille',
      ],
    ],
    ['what is in Tokyo', 'not-covered', []],
  ])('%s', async (text, type, entities) => {
    const answer = await ask(text)
    expect({ type: answer.type, entities: answer.entities }).toEqual({ type, entities })
  })

  test('an office by geography is marked as inferred, one that the source names is not', async () => {
    expect((await ask('qui couvre le Vietnam ?')).notes).toContain('inferred')
    expect((await ask('who covers the Pacific?')).notes).not.toContain('inferred')
  })

  test('two units are told apart by a choice between them', async () => {
    const answer = await ask(
      'différence entre l’Unité du bien-être du personnel et l’Unité de médecine du travail ?',
    )
    expect(answer).toMatchObject({
      type: 'choices',
      entities: ['unite-bien-etre-personnel', 'unite-medecine-travail'],
    })
  })

  test('what has no parent, children or members is shown itself, and says so', async () => {
    expect(await ask('équipes de la Division du budget')).toMatchObject({
      type: 'unit',
      entities: ['div-budget'],
      notes: ['source-names-none'],
    })
  })

  test('only the first 500 characters count, and the answer says so', async () => {
    const answer = await ask(`trésorerie ${'x '.repeat(20_000)}`)
    expect(answer.notes).toContain('truncated')
  })
})

describe('a conversation', () => {
  test('goes on about what was shown', async () => {
    await ask('Division de la trésorerie', 'a')
    expect((await ask('et au-dessus ?', 'a')).entities).toEqual(['dept-finances-administration'])
    expect((await ask('escalate it', 'a')).entities[0]).toBe('div-tresorerie')
    expect(await ask('in English please', 'a')).toMatchObject({ lang: 'en' })
  })

  test('goes further up each time it is asked to', async () => {
    await ask('Division de la trésorerie', 'e')
    expect((await ask('et au-dessus ?', 'e')).entities).toEqual(['dept-finances-administration'])
    expect((await ask('et au-dessus ?', 'e')).entities).toEqual(['dga-gestion-reformes'])
  })

  test('offers the other one', async () => {
    const answer = await ask('partenariats', 'b')
    const [other] = answer.type === 'choices' ? answer.entities.slice(1) : alternativesOf(answer)
    expect((await ask('non, l’autre', 'b')).entities).toEqual([other])
  })

  test('goes to the same elsewhere', async () => {
    await ask('Unité de gestion des ressources humaines à Manille', 'c')
    expect((await ask('and in Panama?', 'c')).entities).toEqual(['unite-rh-panama'])
  })

  test('is not there for a first question: then nothing is guessed', async () => {
    expect((await ask('escalate it', 'd')).entities).toEqual([])
  })
})
