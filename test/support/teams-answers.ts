import type { AdaptiveCard } from '../../adapters/teams/elements.ts'
import { renderCard, sizeOf } from '../../adapters/teams/render.ts'
import { answerSchema } from '../../src/answer/answer.ts'
import { chainFrom } from '../../src/answer/chain.ts'
import { toCard } from '../../src/cards/index.ts'
import type { Entity } from '../../src/directory/entity.ts'
import type { Lang } from '../../src/lang.ts'
import { createTranslate } from '../../src/messages.ts'
import { ourDirectory } from './our-directory.ts'

const translate = createTranslate()

const entity = (id: string): Entity => {
  const found = ourDirectory.find(id)
  if (!found) throw new RangeError(`no ${id}`)
  return found
}
const ids = (entities: readonly Entity[]): string[] => entities.map(({ id }) => id)

/** A card for Teams of each kind of answer, about the real directory. */
export function teamsCards(lang: Lang) {
  const render = (answer: object): AdaptiveCard => {
    const base = { id: 'pppppppppppp', lang, intent: 'find', confidence: 1, sensitive: false, notes: [] }
    const card = toCard(answerSchema.parse({ ...base, ...answer }), { directory: ourDirectory, translate })
    const page = { label: translate(lang, 'teams:page'), url: 'https://oim.example.org/unit/x' }
    return renderCard(card, { canShare: true, page })
  }
  const unit = ({ id }: Entity, more: object = {}): AdaptiveCard =>
    render({ type: 'unit', entities: [id], alternatives: [], ...more })

  const treasury = entity('div-tresorerie')
  const finance = entity('dept-finances-administration')
  const [longest] = ourDirectory.entities.map(each => unit(each)).toSorted((a, b) => sizeOf(b) - sizeOf(a))
  if (!longest) throw new RangeError('the directory is empty')
  const health = ['unite-bien-etre-personnel', 'unite-medecine-travail', 'div-sante-migration']
  const choices = ourDirectory.entities.filter(({ id }) => health.includes(id) || id === finance.id)
  return {
    unit: unit(treasury, { why: { entity: treasury.id, field: 'handles[0]', phrase: 'banque' } }),
    sensitive: unit(entity('unite-bien-etre-personnel'), { sensitive: true, notes: ['truncated'] }),
    chain: render({
      type: 'chain',
      intent: 'escalate',
      entities: chainFrom(ourDirectory, entity('unite-securite-numerique').id),
      alternatives: [],
    }),
    choices: render({ type: 'choices', entities: ids(choices) }),
    list: render({
      type: 'list',
      intent: 'children',
      subject: finance.id,
      entities: ids(ourDirectory.entities),
    }),
    'not-covered': render({ type: 'not-covered', entities: [], nearest: [treasury.id, finance.id] }),
    help: render({ type: 'help', intent: 'help', entities: [] }),
    greeting: render({ type: 'greeting', intent: 'greeting', entities: [] }),
    longest,
  }
}
