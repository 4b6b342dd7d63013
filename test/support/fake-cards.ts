import { type Answer, alternativesOf } from '../../src/answer/answer.ts'
import type { Button, Card, Item } from '../../src/cards/card.ts'
import type { Action, Press } from '../../src/cards/press.ts'
import type { Notice } from '../../src/core.ts'
import { type Entity, type EntityId, shortName } from '../../src/directory/entity.ts'
import type { FakeCore } from './fake-core.ts'
import { fakeDirectory } from './fake-directory.ts'

const WORDS = {
  fr: {
    open: 'Ouvrir',
    escalate: 'Escalader',
    parent: 'Au-dessus',
    share: 'Partager',
    none: 'Aucune',
    other: 'English',
    notThis: 'Pas cette unité ?',
    report: 'Signaler une erreur',
    helpful: 'Utile ?',
    yes: 'Oui',
    no: 'Non',
    here: 'commencez ici',
    handles: 'Venez ici pour',
    distinct: 'À ne pas confondre avec',
    where: 'Où',
    uncovered: 'L’annuaire ne dit pas qui s’occupe de cela.',
    which: 'Plusieurs unités peuvent vous aider. Laquelle ?',
    help: 'Que cherchez-vous ?',
    sensitive: 'Ce robot n’a rien signalé à personne.',
    source: 'Source : page publique de la structure, copie non datée, l. 148-149',
  },
  en: {
    open: 'Open',
    escalate: 'Escalate',
    parent: 'Above',
    share: 'Share',
    none: 'None',
    other: 'Français',
    notThis: 'Not this one?',
    report: 'Report a fault',
    helpful: 'Helpful?',
    yes: 'Yes',
    no: 'No',
    here: 'start here',
    handles: 'Come here for',
    distinct: 'Not to be confused with',
    where: 'Where',
    uncovered: 'The directory does not say who handles this.',
    which: 'Several units may help you. Which one?',
    help: 'What are you looking for?',
    sensitive: 'This bot has reported nothing to anyone.',
    source: 'Source: public page of the structure, undated copy, l. 148-149',
  },
  es: {
    open: 'Abrir',
    escalate: 'Escalar',
    parent: 'Por encima',
    share: 'Compartir',
    none: 'Ninguna',
    other: 'English',
    notThis: '¿No es esta?',
    report: 'Señalar un error',
    helpful: '¿Útil?',
    yes: 'Sí',
    no: 'No',
    here: 'empiece aquí',
    handles: 'Venga aquí para',
    distinct: 'No confundir con',
    where: 'Dónde',
    uncovered: 'El directorio no dice quién se ocupa de esto.',
    which: 'Varias unidades pueden ayudarle. ¿Cuál?',
    help: '¿Qué busca?',
    sensitive: 'Este robot no ha informado a nadie.',
    source: 'Fuente: página pública de la estructura, copia sin fecha, l. 148-149',
  },
} as const

/** Cards in the shape of the real ones, for the fake core's answers. */
export function createFakeCards(core: Pick<FakeCore, 'textOf'>) {
  return {
    toCard: (answer: Answer): Card => withText(parts(answer, core.textOf(answer.id))),
    toNotice: (notice: Notice): string => `${notice.code} (${notice.lang})`,
  }
}

function parts(answer: Answer, typed: string): Omit<Card, 'text'> {
  const { lang } = answer
  const words = WORDS[lang]
  const press = (action: Action, entity?: EntityId): Press => ({
    action,
    answer: answer.id,
    lang,
    ...(entity ? { entity } : {}),
  })
  const button = (label: string, action: Action, entity?: EntityId): Button => ({
    label,
    press: press(action, entity),
  })
  const item = (entity: Entity, number?: number): Item => ({
    ...(number ? { number } : {}),
    label: shortName(entity, lang),
    detail: entity.handles[0]?.[lang] ?? '',
    open: button(words.open, 'open', entity.id),
  })
  const bare = {
    type: answer.type,
    lang,
    sensitive: answer.sensitive,
    title: '',
    breadcrumb: [],
    notices: answer.sensitive ? [words.sensitive] : [],
    facts: [],
    items: [],
    examples: [],
    actions: [],
    menu: [],
  } satisfies Omit<Card, 'text'>
  const entities = answer.entities.map(id => fakeDirectory.get(id))
  switch (answer.type) {
    case 'unit': {
      const entity = fakeDirectory.get(answer.entities[0])
      const above = fakeDirectory.parent(entity)
      return {
        ...bare,
        eyebrow: entity.kind.toUpperCase(),
        title: entity.name[lang],
        breadcrumb: fakeDirectory
          .ancestors(entity)
          .toReversed()
          .map(a => button(shortName(a, lang), 'open', a.id)),
        summary: entity.summary[lang],
        duties: {
          heading: words.handles,
          items: entity.handles.map((handle, i) => ({
            text: handle[lang],
            matched: i === 0 && answer.why !== undefined,
          })),
        },
        distinctions: {
          heading: words.distinct,
          items: answer.alternatives.map(id => item(fakeDirectory.get(id))),
        },
        facts: [{ label: words.where, value: 'Genève' }],
        actions: [
          button(words.escalate, 'escalate', entity.id),
          ...(above ? [button(words.parent, 'parent', entity.id)] : []),
          ...(answer.sensitive ? [] : [button(words.share, 'share', entity.id)]),
        ],
        menu: [
          button(words.other, 'lang', entity.id),
          button(words.notThis, 'not-this', entity.id),
          button(words.report, 'report', entity.id),
        ],
        ...(answer.why ? { why: `« ${answer.why.phrase} »` } : {}),
        ...(answer.sensitive
          ? {}
          : {
              feedback: {
                question: words.helpful,
                helpful: button(words.yes, 'helpful', entity.id),
                unhelpful: button(words.no, 'unhelpful', entity.id),
              },
            }),
        source: words.source,
      }
    }
    case 'choices':
      return {
        ...bare,
        title: words.which,
        items: entities.map((e, i) => item(e, i + 1)),
        actions: [button(words.none, 'none')],
        source: words.source,
      }
    case 'chain':
      return {
        ...bare,
        title: words.escalate,
        items: entities.map((e, i) => ({ ...item(e, i + 1), ...(i === 0 ? { marker: words.here } : {}) })),
        actions: [button(words.share, 'share')],
        source: words.source,
      }
    case 'list':
      return {
        ...bare,
        title: `${entities.length} · ${answer.place ?? ''}`,
        items: entities.map(e => item(e)),
        source: words.source,
      }
    case 'not-covered':
      return {
        ...bare,
        title: words.uncovered,
        summary: typed,
        items: alternativesOf(answer).map(id => item(fakeDirectory.get(id))),
        source: words.source,
      }
    case 'help':
    case 'greeting':
      return { ...bare, title: words.help, examples: ['trésorerie', 'stress', 'phishing'] }
  }
}

function withText(card: Omit<Card, 'text'>): Card {
  const lines = [card.title, card.summary, ...card.items.map(i => i.label), card.source]
  return { ...card, text: lines.filter(Boolean).join('\n') }
}
