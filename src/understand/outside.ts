import type { Directory } from '../directory/directory.ts'
import { LANGS } from '../lang.ts'
import { fold } from '../text.ts'

/** Signs that a question lies outside the directory: other organisations, uncovered subjects, persons' data. */
export class Outside {
  readonly #organisations = new Set<string>()
  readonly #uncovered = new Map<string, string>()

  constructor(directory: Directory) {
    for (const { name, aliases } of directory.dataset.otherOrganisations)
      for (const text of [name, ...aliases]) this.#organisations.add(fold(text))
    for (const { id, terms } of directory.dataset.notCovered)
      for (const lang of LANGS) for (const term of terms[lang]) this.#uncovered.set(fold(term), id)
  }

  /** Every word of a name or term. */
  words(): string[] {
    return [...this.#organisations, ...this.#uncovered.keys()].flatMap(key => key.split(' '))
  }

  /**
   * How the words speak of another organisation: as the owner of what is asked for ('logistics at
   * WFP', 'UNICEF procurement'), in passing, or as somebody to do something with, which is our business.
   */
  otherOrganisation(words: readonly string[]): Mention {
    for (let from = 0; from < words.length; from++)
      for (let to = Math.min(words.length, from + LONGEST_SPAN); to > from; to--)
        if (this.#organisations.has(words.slice(from, to).join(' '))) return mentionOf(words, from, to)
    return 'none'
  }

  /** The uncovered subject that the question names, by its longest term. */
  uncoveredSubject(words: readonly string[]): string | undefined {
    const term = spans(words).find(span => this.#uncovered.has(span))
    return term === undefined ? undefined : this.#uncovered.get(term)
  }
}

const LONGEST_SPAN = 6
const ARTICLES = new Set('le la les l the el los las un une a an'.split(' '))
const TOGETHER = new Set('avec with con entre between et and y par by to vers'.split(' '))
const OWNED_BY = new Set('de du des d of at chez au aux del dans in en from for pour para'.split(' '))

export type Mention = 'none' | 'partner' | 'passing' | 'owner'

/** What stands before the name, and whether anything comes after it, tells how it is meant. */
function mentionOf(words: readonly string[], from: number, to: number): Mention {
  const before = words.slice(0, from)
  const preposition = before.filter(word => !ARTICLES.has(word)).at(-1)
  if (preposition !== undefined && TOGETHER.has(preposition)) return 'partner'
  const isLast = to === words.length
  if (isLast && (before.at(-1) === 'a' || (preposition !== undefined && OWNED_BY.has(preposition))))
    return 'owner'
  // 'WFP treasury': the name in front of a few words.
  return from === 0 && words.length - to <= 2 ? 'owner' : 'passing'
}

/** Every stretch of words, longest first. */
function spans(words: readonly string[]): string[] {
  const found: string[] = []
  for (let length = Math.min(LONGEST_SPAN, words.length); length > 0; length--)
    for (let from = 0; from + length <= words.length; from++)
      found.push(words.slice(from, from + length).join(' '))
  return found
}

/** What belongs to a person alone ... */
const PRIVATE_MATTER =
  /(?:^| )(?:salaires?|paye|primes?|gagne|touche|age|quel age|date de naissance|ne en|nee en|anniversaire|adresse (?:perso\w*|privee|de domicile|postale)|domicile|habite|vit|numero(?: de)? (?:perso\w*|portable|telephone|tel|mobile|fixe|compte)|portable(?: perso\w*)?|telephone (?:perso\w*|de|du)|tel (?:perso\w*|de|du)|whatsapp|mail perso\w*|email perso\w*|mot de passe (?:de|du)|code (?:pin|secret)|pin|casier|religion|marie|mariee|divorce\w*|enceinte|enfants|orientation|dossier (?:medical|personnel)|cv|evaluation de|vacances de|conge de|salary|salaries|earns?|earning|paid|pay slip of|how old|birthday|date of birth|born|home address|address of|lives?|phone number|mobile number|cell|personal (?:number|mail|email|phone)|private (?:number|mail|email|phone|address)|password of|criminal record|religion|married|divorced|pregnant|medical (?:file|record)|sueldo|gana|cobra|edad|cuantos anos|cumpleanos|fecha de nacimiento|direccion (?:particular|personal|de casa)|vive|numero (?:de )?(?:telefono|movil|celular|cuenta)|telefono (?:personal|movil|de|del)|movil (?:personal|de|del)|celular (?:de|del)|correo personal|contrasena de|antecedentes|casad[oa]|embarazada|historial medico|expediente)(?= |$)/u
/** ... and somebody whose it is. */
const SOMEBODY =
  /(?:^| )(?:m|mr|mrs|ms|mme|mlle|monsieur|madame|senor|senora|sr|sra|directeur|directrice|director|directora|chef|cheffe|head|boss|jefe|jefa|responsable|collegue|colleague|colega|conseiller|conseillere|adviser|asesor|assistant|assistante|secretaire|patron|voisin|voisine|son|sa|his|her|su|leur|ambassadeur|ministre|commis|chauffeur|stagiaire|d [a-z]{3,}|de [a-z]{3,}|of [a-z]{3,}|does [a-z]{3,}|del [a-z]{3,}|la de|el de)(?= |$)/u

export const asksForPersonalData = (folded: string): boolean =>
  PRIVATE_MATTER.test(folded) && SOMEBODY.test(folded)
