import type { RequestHandler } from 'express'
import type { Lang } from '../lang.ts'
import { html } from './html.ts'
import type { Periods, ServerOptions } from './index.ts'
import { requestLang } from './lang.ts'
import { languageLinks, renderPage } from './layout.ts'

/** What a chat platform's manifest links to: the pages, and their sections in order. */
export const TEXT_PAGES = {
  privacy: [
    'question',
    'kept',
    'answer',
    'conversation',
    'feedback',
    'delivery',
    'reference',
    'sensitive',
    'log',
    'elsewhere',
  ],
  terms: ['purpose', 'source', 'warranty', 'danger', 'persons'],
} as const

type Options = Pick<ServerOptions, 'translate' | 'defaultLang' | 'periods'>

/** `/privacy` or `/terms`. */
export function createTextPage(
  name: keyof typeof TEXT_PAGES,
  { translate, defaultLang, periods }: Options,
): RequestHandler {
  return (request, response) => {
    const lang = requestLang(request, defaultLang)
    const values = periodsIn(lang, periods)
    const say = (key: string): string => translate(lang, `server:${name}.${key}`, values)
    const sections = TEXT_PAGES[name].map(
      section =>
        html`<section><h2>${say(`${section}.heading`)}</h2><p>${say(`${section}.text`)}</p></section>`,
    )
    const content = html`${languageLinks(`/${name}`, lang, translate)}
<article class="card"><h1 class="title">${say('title')}</h1>
<p class="summary">${say('intro')}</p>
${sections}</article>`
    response
      .set('Vary', 'Accept-Language')
      .type('html')
      .send(renderPage(lang, say('title'), content))
  }
}

/** Such as `90 jours`. */
function periodsIn(lang: Lang, periods: Periods): Record<string, string> {
  const say = (count: number, unit: 'day' | 'minute'): string =>
    new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
  return {
    question: say(periods.questionMinutes, 'minute'),
    conversation: say(periods.conversationMinutes, 'minute'),
    answer: say(periods.answerDays, 'day'),
    retention: say(periods.retentionDays, 'day'),
  }
}
