import { describe, expect, test } from 'vitest'
import { type Fusion, fuse, readFusion } from '../../../src/understand/fusion.ts'
import type { Understood } from '../../../src/understand/index.ts'
import { ours } from '../../support/knowledge.ts'

const read = (text: string): Understood => ours.understanding.understand(text, { otherwise: 'fr' })
const first = (text: string): string | undefined => read(text).query.candidates[0]?.id

describe('the language of a question', () => {
  test.each([
    ['fr', "qui s'occupe des voyages ?"],
    ['fr', 'ou est le bureau de Dakar'],
    ['fr', 'congé maladie'],
    ['en', 'who handles travel?'],
    ['en', 'staff travel'],
    ['en', 'supplier invoice'],
    ['es', '¿quién lleva los viajes?'],
    ['es', 'viajes del personal'],
    ['es', 'a quien escalo esto'],
  ])('%s: %s', (lang, text) => {
    expect(read(text).query.lang).toBe(lang)
  })

  test.each([
    ['en', 'qui gère la trésorerie, en anglais'],
    ['en', 'in English please: qui gère la trésorerie'],
    ['fr', 'who handles treasury, in French please'],
    ['es', 'who handles treasury in Spanish'],
    ['fr', '¿quién lleva la tesorería? en francés por favor'],
  ])('is %s where asked for: %s', (lang, text) => {
    expect(read(text).query.lang).toBe(lang)
  })

  test('documents in English are no wish for an answer in English', () => {
    expect(read('qui relit les documents en anglais').query.lang).toBe('fr')
  })

  test('goes by what else is known where nothing tells', () => {
    expect(ours.understanding.understand('audit', { otherwise: 'es' }).query.lang).toBe('es')
  })
})

describe('how it is asked', () => {
  test.each([
    ['parent', 'qui est au-dessus de la Division du budget ?'],
    ['parent', 'which department does the treasury division belong to?'],
    ['parent', '¿de quién depende la División de Tesorería?'],
    ['parent', "Unité PRIMA, c'est dans quel département"],
    ['escalate', 'where do I escalate a late payment'],
    ['escalate', 'à qui faire remonter un vol de matériel'],
    ['escalate', '¿a quién escalo un problema de pagos?'],
    ['escalate', "chaîne hiérarchique de la Division du budget jusqu'au DG"],
    ['children', 'quelles divisions dans le Département des affaires juridiques ?'],
    ['children', 'which teams make up the Digital Security Unit?'],
    ['children', '¿qué unidades hay en el Departamento de Recursos Humanos?'],
    ['children', 'divisions du Département des relations extérieures'],
    ['supervisor', 'qui supervise la Division du budget ?'],
    ['supervisor', 'who oversees the Treasury Division?'],
    ['members', 'qui siège au Comité de coordination des politiques ?'],
    ['members', 'members of the Policy Coordinating Committee'],
    ['count', 'combien de départements ?'],
    ['count', 'how many units are there in the Department of Legal Affairs?'],
    ['located', 'quelles unités sont à Manille ?'],
    ['located', 'what do we have in Panama?'],
    ['located', '¿qué tenemos en Nairobi?'],
    ['located', 'qui couvre le Vietnam ?'],
    ['greeting', 'bonjour !'],
    ['greeting', 'thanks a lot'],
    ['greeting', 'muchas gracias'],
    ['help', 'help'],
    ['help', 'que sais-tu faire ?'],
    ['help', ''],
    ['help', '🙂'],
    ['help', '?!…'],
    ['find', 'qui supervise les processus comptables ?'],
    ['find', 'le ministère veut la liste des bénéficiaires'],
  ])('%s: %s', (intent, text) => {
    expect(read(text).query.intent).toBe(intent)
  })

  test('"it" is a department only in capitals', () => {
    expect(read('who supervises it?').query.isFollowUp).toBe(true)
    expect(first('IT')).toBe('dept-tic')
  })
})

describe('names', () => {
  test('each entity is found by its name in each language', () => {
    const missed = ours.directory.entities.flatMap(entity =>
      Object.values(entity.name).filter(name => {
        const { candidates, named } = read(name).query
        return candidates[0]?.id !== entity.id && !named.includes(entity.id)
      }),
    )
    expect(missed).toEqual([])
  })

  test.each([
    ['Matrice de suivi des deplacement', 'matrice-suivi-deplacements'],
    ['divsion du budjet', 'div-budget'],
    ['chaine daprovisionement', 'div-chaine-approvisionnement'],
    ['legal affiars department', 'dept-affaires-juridiques'],
    ['biajes del personal', 'unite-voyages-personnel'],
    ['DTM', 'matrice-suivi-deplacements'],
    ['CCCM', 'fonction-gestion-camps'],
  ])('with slips or as acronyms: %s', (text, entity) => {
    expect(first(text)).toBe(entity)
  })
})

describe('outside the directory', () => {
  test.each([
    ['other-organisation', 'qui dirige la logistique du PAM'],
    ['other-organisation', 'UNHCR treasury'],
    ['personal-data', 'quel est le salaire de la directrice des finances'],
    ['personal-data', "the finance director's home address"],
  ])('%s: %s', (note, text) => {
    expect(read(text).query.notes).toContain(note)
  })

  test.each(['un partenariat avec le HCR', 'convenio con UNICEF', 'a meeting with WHO'])(
    'something done together with another organisation is ours: %s',
    text => {
      expect(read(text).query.notes).not.toContain('other-organisation')
    },
  )
})

describe('sensitive matters', () => {
  test.each([
    "on m'a agressée au bureau",
    'my supervisor harasses me',
    'me amenazan de muerte',
    'je n’en peux plus',
  ])('are told: %s', text => {
    expect(read(text).query.sensitive).toBe(true)
  })
  test.each([
    'Division Migration et santé',
    'vaccination des migrants',
    'protection of trafficked persons',
    'trésorerie',
  ])('are not: %s', text => {
    expect(read(text).query.sensitive).toBe(false)
  })
})

test('the probabilities of the candidates and of none of them add up to one', () => {
  const { candidates, none } = read('qui répare mon ordinateur').query
  expect(candidates.reduce((sum, c) => sum + c.probability, none)).toBeCloseTo(1, 6)
})

test('a stronger signal never makes a candidate less likely', () => {
  const { trained }: Fusion = readFusion()
  const weights = { ...trained, candidate: { ...trained.candidate, classifier: 1 } }
  const signals = {
    classifier: 0,
    nearest: 0,
    name: 0,
    acronym: 0,
    fuzzy: 0,
    thesaurus: 0,
    children: 0,
    parent: 0,
  }
  const none = {
    bias: 1,
    classifier: -5,
    nearest: 0,
    unknown: 0,
    mended: 0,
    distance: 0,
    uncovered: 0,
    organisation: 0,
    owner: 0,
    personal: 0,
    named: 0,
  }
  const shares = [-3, -2, -1].map(
    classifier =>
      fuse(
        [
          { ...signals, classifier },
          { ...signals, classifier: -2 },
        ],
        none,
        weights,
      ).probabilities[0] ?? 0,
  )
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
})
