import { createRequire } from 'node:module'
import countries from 'i18n-iso-countries'
import type { Region } from '../directory/dataset.ts'
import type { Directory } from '../directory/directory.ts'
import type { Entity, EntityId } from '../directory/entity.ts'
import { LANGS, type Lang, type Localized } from '../lang.ts'
import { fold } from '../text.ts'

const require = createRequire(import.meta.url)
for (const lang of LANGS) countries.registerLocale(require(`i18n-iso-countries/langs/${lang}.json`))

type Place =
  | { type: 'city'; name: Localized; country: string }
  | { type: 'country'; name: Localized; country: string }
  | { type: 'region'; name: Localized; region: Region }

/** A stretch of the question that names a place, and what the directory has for it. */
export interface PlaceMatch {
  from: number
  to: number
  name: Localized
  /** Entities that stand there, by the source. */
  located: readonly EntityId[]
  /** Offices that serve it: stated by the source, or what plain geography suggests. */
  serving: readonly EntityId[]
  /** Those of `serving` that the source itself names for this place. */
  stated: readonly EntityId[]
}

/** Country names that are everyday words as well, in one of the languages. */
const EVERYDAY_WORDS = new Set([
  'reunion',
  'man',
  'jersey',
  'turkey',
  'chad',
  'maurice',
  'port',
  'jordan',
  'dominique',
  'salvador',
])
const LONGEST_PLACE = 6

/** Other names of countries that staff use. */
const COUNTRY_ALIASES: Readonly<Record<string, readonly string[]>> = {
  US: ['usa', 'us', 'etats unis', 'united states', 'estados unidos', 'ee uu', 'eeuu'],
  GB: [
    'uk',
    'royaume uni',
    'united kingdom',
    'reino unido',
    'grande bretagne',
    'angleterre',
    'england',
    'great britain',
    'inglaterra',
  ],
  CD: [
    'rdc',
    'drc',
    'rd congo',
    'dr congo',
    'congo kinshasa',
    'republique democratique du congo',
    'democratic republic of the congo',
  ],
  CG: ['congo brazzaville', 'republique du congo'],
  CF: ['rca', 'car', 'centrafrique', 'central african republic'],
  TZ: ['tanzanie', 'tanzania'],
  SY: ['syrie', 'syria', 'siria'],
  RU: ['russie', 'russia', 'rusia'],
  IR: ['iran'],
  VN: ['vietnam', 'viet nam', 'vietnam'],
  LA: ['laos'],
  KR: ['coree du sud', 'south korea', 'corea del sur'],
  KP: ['coree du nord', 'north korea', 'corea del norte'],
  MD: ['moldavie', 'moldova', 'moldavia'],
  BO: ['bolivie', 'bolivia'],
  VE: ['venezuela'],
  CI: ['cote d ivoire', 'ivory coast', 'costa de marfil'],
  TR: ['turquie', 'turkiye', 'turquia'],
  CZ: ['tchequie', 'czechia', 'republique tcheque', 'czech republic', 'chequia'],
  MK: ['macedoine du nord', 'north macedonia', 'macedonia del norte'],
  PS: ['palestine', 'palestina'],
  TW: ['taiwan'],
  AE: ['emirats', 'uae', 'emirates', 'emiratos'],
  SZ: ['eswatini', 'swaziland'],
  MM: ['birmanie', 'myanmar', 'burma', 'birmania'],
  CV: ['cap vert', 'cabo verde', 'cape verde'],
  NL: ['pays bas', 'netherlands', 'hollande', 'holland', 'paises bajos'],
}

/** Cities, countries and regions of the world, and the entities that stand in them or serve them. */
export class PlaceIndex {
  readonly #directory: Directory
  readonly #places = new Map<string, Place>()

  constructor(directory: Directory) {
    this.#directory = directory
    for (const region of directory.dataset.geography) this.#addRegion(region)
    this.#addCountries()
    for (const entity of directory.entities)
      for (const { city, country } of entity.places)
        this.#add(Object.values(city), { type: 'city', name: city, country })
  }

  /** Every word of a place's name. */
  words(): string[] {
    return [...this.#places.keys()].flatMap(key => key.split(' '))
  }

  #add(names: readonly string[], place: Place): void {
    for (const name of names) {
      const key = fold(name)
      if (key.length > 1 && !EVERYDAY_WORDS.has(key)) this.#places.set(key, place)
    }
  }

  #addRegion(region: Region): void {
    const aliases = LANGS.flatMap(lang => region.aliases?.[lang] ?? [])
    this.#add([...LANGS.map(lang => region.name[lang]), ...aliases], {
      type: 'region',
      name: region.name,
      region,
    })
  }

  #addCountries(): void {
    for (const code of Object.keys(countries.getAlpha2Codes())) {
      const names = LANGS.map(lang => [lang, countries.getName(code, lang) ?? code] as const)
      const all = LANGS.flatMap(lang => countries.getName(code, lang, { select: 'all' }) ?? [])
      const place: Place = {
        type: 'country',
        name: Object.fromEntries(names) as Record<Lang, string>,
        country: code,
      }
      this.#add([...all, ...(COUNTRY_ALIASES[code] ?? [])], place)
    }
  }

  /** The places that the words name, longest first found, none overlapping. */
  find(words: readonly string[]): PlaceMatch[] {
    const matches: PlaceMatch[] = []
    for (let from = 0; from < words.length; from++)
      for (let to = Math.min(words.length, from + LONGEST_PLACE); to > from; to--) {
        const place = this.#places.get(words.slice(from, to).join(' '))
        if (!place) continue
        matches.push({ from, to, name: place.name, ...this.#resolve(place) })
        from = to - 1
        break
      }
    return matches
  }

  #resolve(place: Place): Pick<PlaceMatch, 'located' | 'serving' | 'stated'> {
    if (place.type === 'region') {
      const codes = this.#countriesOf(place.region)
      return {
        located: this.#located(p => codes.has(p.country)),
        serving: this.#servingRegion(place.region),
        stated: place.region.stated,
      }
    }
    const region = this.#smallestRegionWith(place.country)
    return {
      located:
        place.type === 'city'
          ? this.#located(p => p.city.en === place.name.en)
          : this.#located(p => p.country === place.country),
      // The source names regions; that a country lies in one is geography.
      serving: region ? this.#servingRegion(region) : [],
      stated: [],
    }
  }

  #located(stands: (place: Entity['places'][number]) => boolean): EntityId[] {
    return this.#directory.entities.filter(e => e.places.some(stands)).map(e => e.id)
  }

  /** A region without offices of its own is served by those of the larger one, or of its parts. */
  #servingRegion(region: Region): readonly EntityId[] {
    const { geography } = this.#directory.dataset
    if (region.offices.length > 0) return region.offices
    const parts = geography.filter(r => r.within === region.id).flatMap(r => this.#servingRegion(r))
    if (parts.length > 0) return [...new Set(parts)]
    return geography.find(r => r.id === region.within)?.offices ?? []
  }

  #countriesOf(region: Region): Set<string> {
    const parts = this.#directory.dataset.geography.filter(r => r.within === region.id)
    return new Set([...region.countries, ...parts.flatMap(part => [...this.#countriesOf(part)])])
  }

  #smallestRegionWith(country: string): Region | undefined {
    return this.#directory.dataset.geography
      .filter(r => !r.overlap && r.countries.includes(country))
      .sort((a, b) => a.countries.length - b.countries.length)[0]
  }
}
