import { createRequire } from 'node:module'
import type { Lang } from '../lang.ts'
import { fold } from '../text.ts'
import { MAX_WORDS } from './bounds.ts'

/** Words of a text, folded; words beyond MAX_WORDS distinct ones are left out. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  const seen = new Set<string>()
  for (const word of joinCompounds(fold(text)).split(' ')) {
    if (word === '' || word.length > 40) continue
    if (!seen.has(word) && seen.size === MAX_WORDS) break
    seen.add(word)
    words.push(word)
  }
  return words
}

/** Compounds of function words that are a subject all the same. */
const COMPOUNDS = /(?<![^ ])(bien|mal|savoir|faire|porte|mieux) (etre|faire|part|parole)(?![^ ])/gu

const joinCompounds = (folded: string): string => folded.replace(COMPOUNDS, '$1$2')

/**
 * Words that carry no subject: function words, the ways of asking, and the words for 'a unit'.
 * Folded; elided articles (l', d', qu') are words of their own by then.
 */
const FUNCTION_WORDS: Readonly<Record<Lang, string>> = {
  fr: `a ai ait alors apres as au aucun aupres aussi autre aux avec avez avoir avons bien bonjour bonsoir c ca car ce ceci cela
    celle celui ces cet cette chez ci comment d dans de depuis des dit dois doit donc du elle elles en encore entre es est et ete
    etes etre eu eux faire fait faut il ils j je jusqu juste l la laquelle le lequel les leur leurs lui m ma mais me mes moi mon
    n ne ni non nos notre nous on ont or ou oui par pas peut peux plus pour pourquoi puis qu quand que quel quelle quelles quels
    qui quoi s sa sans se sera ses si soit sommes son sont sous suis sur svp t ta te tes toi ton toujours tous tout toute toutes
    tu un une va vais vers veut veux voici voila vos votre vous y merci salut stp est-ce dites savoir besoin quelqu
    occupe occupent gere gerent charge traite traitent contacter contacte adresser adresse demander demande parler voir trouver
    cherche responsable contact concernant sujet propos question questions aide aider
    kel kelle kels ki koi keske pk pkoi jai jsuis jpeux chui ya yen pr ds ac bcp tt tjs slt bjr cc stp svp ss kan tro`,
  en: `a about after all also am an and any are as at be been before being but by can could did do does doing done for from get
    give had has have having he hello her here hi him his how i if in into is it its just like m me more my need no not now of
    off on one or our out over please pls s she should so some t than thank thanks that the their them then there these they
    this those to too up us very was we were what when where which who whom whose why will with would you your d ll re ve
    handle handles handled handling deal deals responsible charge contact contacts talk ask asking tell know find looking help
    goes go someone anyone somebody regarding concerning question
    pls plz u r ur wot wat thx cn abt wd dont cant wont im ive whos wheres whats`,
  es: `a al algo algun alguien alguna ante antes aqui asi aun aunque bien buenas buenos cada como con contra cual cuales cuando
    cuanto de del desde dias donde dos e el ella ellas ellos en entre era es esa ese eso esta estan estar este esto estos fue
    gracias ha hace hacer hacia han hasta hay hola la las le les lo los mas me mi mis muy nada ni no nos nosotros nuestra nuestro
    o os otra otro para pero poco por porque puede puedo pues que quien quienes se segun ser si sin sobre solo son soy su sus
    tambien te tengo ti tiene tienen todo todos tu tus un una uno unos y ya yo favor necesito quiero
    encarga encargan lleva llevan ocupa ocupan gestiona gestionan responsable contactar contacto dirigirme hablar pregunto
    pregunta preguntar busco ayuda ayudar debo
    q k xq pq xfa tb tmb kien kiero bn pa`,
}
export const FUNCTION_WORDS_OF: Readonly<Record<Lang, ReadonlySet<string>>> = {
  fr: new Set(FUNCTION_WORDS.fr.split(/\s+/)),
  en: new Set(FUNCTION_WORDS.en.split(/\s+/)),
  es: new Set(FUNCTION_WORDS.es.split(/\s+/)),
}
export const ALL_FUNCTION_WORDS: ReadonlySet<string> = new Set(
  Object.values(FUNCTION_WORDS_OF).flatMap(words => [...words]),
)

/** Words for 'a unit' in general: they say what is wanted, not which one. */
const UNIT_WORDS = new Set('unite unites unit units unidad unidades equipe team equipo oim iom'.split(' '))

export const isContentWord = (word: string): boolean =>
  !ALL_FUNCTION_WORDS.has(word) && !UNIT_WORDS.has(word) && word.length > 1

export const contentWords = (words: readonly string[]): string[] => words.filter(isContentWord)

/** Words that names go with or without: 'la Division du budget' is 'division budget'. */
const NAME_FILLERS = new Set(
  `a an the of for and in on at to le la les l de du des d et en a au aux sur pour el los las del y e para por con un une una oim iom s`.split(
    /\s+/,
  ),
)

/** The words of a name that must be there, without their plural endings. */
export const nameWords = (words: readonly string[]): string[] =>
  words.filter(word => !NAME_FILLERS.has(word) && !UNIT_WORDS.has(word)).map(singular)

const SHORTEST_PLURAL = 5

/** One form for singular and plural, in the three languages: régional and régionaux, division and divisiones. */
function singular(word: string): string {
  if (word.length < SHORTEST_PLURAL) return word
  return word
    .replace(/(?<=ion)es$/, '')
    .replace(/aux$/, 'al')
    .replace(/[sx]$/, '')
    .replace(/^center$/, 'centre')
}

interface Stemmer {
  stem(word: string): string
}
const { newStemmer } = createRequire(import.meta.url)('snowball-stemmers') as {
  newStemmer(language: string): Stemmer
}
const STEMMERS: Readonly<Record<Lang, Stemmer>> = {
  fr: newStemmer('french'),
  en: newStemmer('english'),
  es: newStemmer('spanish'),
}

const STEMS_REMEMBERED = 20_000
const stems = new Map<string, string>()

/** The stem of a folded word by the Snowball stemmer of the language. */
export function stem(word: string, lang: Lang): string {
  const key = `${lang} ${word}`
  const known = stems.get(key)
  if (known !== undefined) return known
  const found = STEMMERS[lang].stem(word)
  if (stems.size >= STEMS_REMEMBERED) stems.clear()
  stems.set(key, found)
  return found
}
