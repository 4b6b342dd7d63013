import type { Intent, Note } from '../answer/answer.ts'
import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import type { Lang } from '../lang.ts'
import { fold } from '../text.ts'
import { type Asked, pointsBack, readAsked } from './asked.ts'
import { bound } from './bounds.ts'
import { clean } from './clean.ts'
import type { FusionWeights } from './fusion.ts'
import { GOES_ON, GREETING_CORE, GREETINGS, HELP, PICK, takeLanguage } from './grammar.ts'
import { readIntent } from './intent.ts'
import { type Detected, detectLanguage } from './language.ts'
import type { Prepared } from './model/prepared.ts'
import { NameIndex, type NameMatch } from './names.ts'
import { Namesakes } from './namesakes.ts'
import { asksForPersonalData, type Mention, Outside } from './outside.ts'
import { PlaceIndex, type PlaceMatch } from './places.ts'
import { NOTHING, type Query } from './query.ts'
import { Ranker, type Ranking } from './rank.ts'
import { NameSearch } from './search.ts'
import { Spelling } from './spelling.ts'
import type { Subject } from './subject.ts'
import { Thesaurus } from './thesaurus.ts'
import { type ReadWay, readWay } from './ways/read.ts'
import { ALL_FUNCTION_WORDS, isContentWord, wordsOf } from './words.ts'

export type { Candidate, Query } from './query.ts'

/** What is known before the text is read. */
export interface Circumstances {
  /** Set by a sub-command. */
  intent?: Intent | undefined
  /** Set by the caller, then saved by the asker: both outrank the question's own language. */
  lang?: Lang | undefined
  saved?: Lang | undefined
  /** What decides where the question's own language is not sure: conversation, locale, default. */
  otherwise: Lang
}

/** The query, and how it came about: what `--explain` prints. */
export interface Understood {
  query: Query
  trace: {
    text: string
    words: readonly string[]
    detected: Detected
    asked: Asked | undefined
    way?: ReadWay
    ranking: Ranking | undefined
  }
}

/** Nats of evidence by which a language must lead to be sure. */
const SURE_NATS = 2
/** A sensitive entity among the candidates makes the question sensitive from this probability on. */
const SENSITIVE_FROM = 0.2

/** Reads questions. One for each directory in force. */
export class Understanding {
  readonly #directory: Directory
  readonly #prepared: Prepared
  readonly #names: NameIndex
  readonly #places: PlaceIndex
  readonly #thesaurus: Thesaurus
  readonly #outside: Outside
  readonly #ranker: Ranker
  readonly #namesakes: Namesakes
  readonly #spelling: Spelling
  /** For type-ahead. */
  readonly search: NameSearch

  constructor(directory: Directory, prepared: Prepared, weights: FusionWeights) {
    this.#directory = directory
    this.#prepared = prepared
    this.#names = new NameIndex(directory)
    this.#places = new PlaceIndex(directory)
    this.#thesaurus = new Thesaurus(directory)
    this.#outside = new Outside(directory)
    this.search = new NameSearch(directory)
    this.#namesakes = new Namesakes(directory)
    this.#spelling = new Spelling(
      prepared,
      new Set([
        ...ALL_FUNCTION_WORDS,
        ...this.#places.words(),
        ...this.#outside.words(),
        ...this.#thesaurus.words,
      ]),
    )
    this.#ranker = new Ranker(directory, prepared, this.search, weights)
  }

  /** The same with other weights: for fitting and for switching a signal off. */
  reweighed(weights: FusionWeights): Understanding {
    return new Understanding(this.#directory, this.#prepared, weights)
  }

  /** Type-ahead, the best first; an empty text gives the top of the structure. */
  suggest(typed: string, lang: Lang, limit: number): readonly EntityId[] {
    const text = fold(bound(typed).text).trim()
    if (text === '')
      return this.#directory
        .topDown()
        .slice(0, limit)
        .map(e => e.id)
    const byName = this.search.suggest(text, limit)
    if (byName.length > 0) return byName
    return this.understand(typed, { intent: 'find', otherwise: lang })
      .query.candidates.map(candidate => candidate.id)
      .slice(0, limit)
  }

  understand(question: string, circumstances: Circumstances): Understood {
    const bounded = bound(question)
    const cleaned = clean(bounded.text)
    const { rest: folded, lang: askedLang } = takeLanguage(fold(cleaned.text))
    const detected = detectLanguage(this.#prepared, cleaned.text)
    const langSure = detected.margin >= SURE_NATS
    const lang =
      askedLang ??
      circumstances.lang ??
      circumstances.saved ??
      (langSure ? detected.lang : circumstances.otherwise)
    const words = wordsOf(folded)
    const notes: Note[] = bounded.truncated ? ['truncated'] : []
    const wanted = circumstances.intent ?? cleaned.intent
    const plain = { ...NOTHING, lang, langSure: langSure || askedLang !== undefined, notes }
    const trace: Understood['trace'] = { text: folded, words, detected, asked: undefined, ranking: undefined }
    const small = smallTalk(folded, wanted, askedLang !== undefined)
    if (small) return { query: { ...plain, ...small }, trace }
    const capitals = capitalsOf(cleaned.text)
    return this.#read(words, capitals, wanted, plain, trace, langSure ? detected.lang : lang)
  }

  #read(
    typed: string[],
    capitals: ReadonlySet<string>,
    wanted: Intent | undefined,
    plain: Query,
    trace: Understood['trace'],
    textLang: Lang,
  ): Understood {
    const words = typed.map(word => this.#spelling.mend(word))
    const isCapital = (word: string): boolean => capitals.has(word)
    const found = this.#names.find(words, isCapital)
    // Only where nothing is asked about it: 'who supervises it' is near to many a name.
    const mayBeName = !coversAll(found, words) && readIntent(typed.join(' ')).intent === 'find'
    const nearly = mayBeName ? this.#names.findNearly(words) : []
    const names = (nearly.length > 0 ? nearly : found).filter(name => !pointsBack(typed, name))
    // Ways of asking are read as typed: they are no words of the directory to be mended to.
    const way = readWay(this.#prepared.ways, typed, { names, places: this.#placesIn(words, names) })
    const isNamed = names.some(name => name.field !== 'alias')
    const asked = readAsked(way, readIntent(mask(typed, names)), typed, isNamed)
    const isLearnt = asked.subjects !== undefined
    const subjectWords = (
      asked.subjects?.flatMap(({ from, to }) => words.slice(from, to)) ?? unmask(asked.rest, words, names)
    ).map(word => this.#spelling.mend(word))
    const subjectNames = nearly.length === 0 ? this.#names.find(subjectWords, isCapital) : names
    const places = this.#placesIn(isLearnt ? words : subjectWords, isLearnt ? names : subjectNames)
    const place = places[0]
    const isPlaceOnly =
      place !== undefined && (isLearnt ? subjectWords.length === 0 : isOnlyPlace(subjectWords, place, asked))
    const isThere = place !== undefined && subjectNames.length === 0
    const intent = decideIntent(wanted, asked, isPlaceOnly, isThere)
    const { words: expansion, sensitive: hasSensitiveWord } = this.#thesaurus.expand(words, textLang)
    const uncovered = this.#outside.uncoveredSubject(words)
    const organisation = this.#organisationIn(subjectWords, subjectNames)
    const personal = asksForPersonalData(trace.text)
    const isFollowUp = asked.isBare && place === undefined
    const ranking = this.#ranker.rank({
      // What is nearly a name is ranked as that name.
      text: nearly[0]?.phrase ?? subjectWords.join(' '),
      lang: textLang,
      names: subjectNames,
      expansion,
      sensitive: hasSensitiveWord,
      outside: { organisation, uncovered: uncovered !== undefined, personal },
      strange: this.#strangeness(typed, words),
    })
    const query: Query = {
      ...plain,
      intent,
      candidates: ranking.candidates.map(({ id, probability, why }) => ({ id, probability, why })),
      none: ranking.none,
      named: namedBy(subjectNames),
      compared: asked.intent === 'compare' ? this.#compared(subjectWords, subjectNames, ranking) : [],
      isFollowUp,
      wantsAlternative: asked.intent === 'alternative',
      picks: asked.picks || PICK.test(trace.text),
      namesakes: this.#namesakes.of(subjectWords, textLang),
      wantsPlace: asked.wantsPlace,
      goesOn: GOES_ON.test(trace.text),
      place,
      isServed: asked.covers,
      isPlaceOnly,
      kinds: asked.kinds,
      deep: asked.deep,
      sensitive: hasSensitiveWord || (!isFollowUp && this.#isAboutSensitiveEntity(ranking)),
      uncovered,
      notes: [
        ...plain.notes,
        ...(personal ? (['personal-data'] as const) : []),
        ...(organisation === 'owner' ? (['other-organisation'] as const) : []),
      ],
    }
    return {
      query,
      trace: { ...trace, asked, way, ranking },
    }
  }

  /** A name of ours that holds another organisation's ('liaison with the African Union') is ours. */
  #organisationIn(words: readonly string[], names: readonly NameMatch[]): Mention {
    const isOurs = (i: number): boolean =>
      names.some(name => name.to - name.from > 1 && name.from <= i && i < name.to)
    return this.#outside.otherOrganisation(words.map((word, i) => (isOurs(i) ? '' : word)))
  }

  /** Which share of the content words nobody ever used here, and which was mended. */
  #strangeness(typed: readonly string[], mended: readonly string[]): Subject['strange'] {
    const content = typed.flatMap((word, i) =>
      isContentWord(word) ? [{ word, mended: mended[i] ?? word }] : [],
    )
    const share = (count: number): number => (content.length === 0 ? 1 : count / content.length)
    return {
      unknown: share(content.filter(c => c.word === c.mended && !this.#spelling.isKnown(c.word)).length),
      mended: content.length === 0 ? 0 : share(content.filter(c => c.word !== c.mended).length),
    }
  }

  #placesIn(words: readonly string[], names: readonly NameMatch[]): PlaceMatch[] {
    const isInName = (place: PlaceMatch): boolean =>
      names.some(
        name => name.from <= place.from && place.to <= name.to && name.to - name.from > place.to - place.from,
      )
    return this.#places.find(words).filter(place => !isInName(place))
  }

  /** What stands between 'difference between' and 'and', each ranked by itself where it is no name. */
  #compared(words: readonly string[], names: readonly NameMatch[], ranking: Ranking): EntityId[] {
    const firsts = names.flatMap(match => match.ids.slice(0, 1))
    if (new Set(firsts).size >= 2) return [...new Set(firsts)].slice(0, 5)
    const sides = words.join(' ').split(/ (?:et|and|y|e|ou|or|o|vs|versus|with|avec|con) /)
    const ranked = sides.flatMap(side => {
      const sideWords = side.split(' ')
      const found = this.#ranker.rank({
        text: side,
        lang: 'fr',
        names: this.#names.find(sideWords, () => false),
        expansion: [],
        sensitive: false,
        outside: { organisation: 'none', uncovered: false, personal: false },
        strange: { unknown: 0, mended: 0 },
      })
      return found.candidates[0]?.id ?? []
    })
    const distinct = [...new Set(ranked)]
    return distinct.length >= 2 ? distinct.slice(0, 5) : ranking.candidates.slice(0, 2).map(c => c.id)
  }

  #isAboutSensitiveEntity(ranking: Ranking): boolean {
    return ranking.candidates.some(
      c => c.probability >= SENSITIVE_FROM && this.#directory.get(c.id).sensitive,
    )
  }
}

/** Help, greetings, thanks, and 'the same in English'. */
function smallTalk(
  folded: string,
  wanted: Intent | undefined,
  asksLanguage: boolean,
): Partial<Query> | undefined {
  if (wanted === 'help') return { intent: 'help' }
  if (folded === '')
    return asksLanguage || (wanted && wanted !== 'find')
      ? { intent: wanted ?? 'find', isFollowUp: true }
      : { intent: 'help' }
  if (HELP.test(folded)) return { intent: 'help' }
  if (
    asksLanguage &&
    /^(?:la meme chose|(?:the )?same(?: thing)?|lo mismo|pareil|idem|et|and|y|s il te plait)$/u.test(folded)
  )
    return { isFollowUp: true }
  if (GREETING_CORE.test(folded) && folded.split(' ').every(word => GREETINGS.has(word)))
    return { intent: 'greeting' }
  return undefined
}

const coversAll = (names: readonly NameMatch[], words: readonly string[]): boolean =>
  words.every((word, i) => !isContentWord(word) || names.some(name => name.from <= i && i < name.to))

/** Words typed in capitals: 'IT' is a department, 'it' is not. */
const capitalsOf = (text: string): ReadonlySet<string> =>
  new Set((text.match(/(?<![\p{L}\p{N}])\p{Lu}{2,12}(?![\p{L}\p{N}])/gu) ?? []).map(fold))

/** What is named at most length: beside a whole name, a single word that is an alias too names nothing. */
function namedBy(names: readonly NameMatch[]): EntityId[] {
  const longest = Math.max(0, ...names.map(name => name.to - name.from))
  return [
    ...new Set(
      names.filter(name => longest < 3 || name.to - name.from === longest).flatMap(name => name.ids),
    ),
  ]
}

/** Names become `n0`, `n1`, so that none of their words is taken for a way of asking. */
function mask(words: readonly string[], names: readonly NameMatch[]): string {
  const masked: string[] = []
  let at = 0
  for (const [index, name] of names.slice(0, 10).entries()) {
    masked.push(...words.slice(at, name.from), `n${index}`)
    at = name.to
  }
  return [...masked, ...words.slice(at)].join(' ')
}

function unmask(masked: string, words: readonly string[], names: readonly NameMatch[]): string[] {
  return masked.split(' ').flatMap(word => {
    const name = /^n\d$/.test(word) ? names[Number(word.slice(1))] : undefined
    return name ? words.slice(name.from, name.to) : word === '' ? [] : [word]
  })
}

/** Words that go with a place and say no subject of their own. */
const PLACE_COMPANIONS = new Set(
  `regional regionaux regionale regionales collegues colleagues colegas pays country countries paises pais iles islands islas
   mission missions mision equipe gens people gente bureaux bureau offices office oficina oficinas centre centres center centro
   zone region area region coordonne coordination coordina coverage couverture chez cerca pres near ville city ciudad`.split(
    /\s+/,
  ),
)

function isOnlyPlace(words: readonly string[], place: PlaceMatch, asked: Asked): boolean {
  const others = words.filter((word, i) => (i < place.from || i >= place.to) && isContentWord(word))
  const covers = asked.covers ? COVER_WORDS : EMPTY
  return others.every(word => PLACE_COMPANIONS.has(word) || covers.has(word))
}
const COVER_WORDS = new Set(
  'couvre couvrent cover covers covering covered cubre cubren coordinates coordinating competent charge suit encarga'.split(
    ' ',
  ),
)
const EMPTY: ReadonlySet<string> = new Set()

/** @param isThere a place is named, and no entity: 'which units in Manila ...' asks for what stands there */
function decideIntent(
  wanted: Intent | undefined,
  asked: Asked,
  isPlaceOnly: boolean,
  isThere: boolean,
): Intent {
  if (wanted && wanted !== 'find') return wanted
  if (asked.intent === 'compare' || asked.intent === 'alternative') return 'find'
  if (asked.intent === 'find' && isPlaceOnly && !asked.picks) return 'located'
  if (asked.intent === 'children' && isThere) return 'located'
  return asked.intent
}
