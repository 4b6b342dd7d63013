import type { RequestHandler } from 'express'
import { cardHtml } from './card-html.ts'
import { html } from './html.ts'
import type { ServerOptions } from './index.ts'
import { requestLang } from './lang.ts'
import { languageLinks, renderPage } from './layout.ts'

type Options = Pick<ServerOptions, 'unitCard' | 'translate' | 'defaultLang'>

/** `/unit/<id>`: the card that a copied link leads to. */
export function createUnitPage({
  unitCard,
  translate,
  defaultLang,
}: Options): RequestHandler<{ id: string }> {
  return (request, response, next) => {
    const lang = requestLang(request, defaultLang)
    const { id } = request.params
    const card = unitCard(id, lang)
    if (!card) return next()
    const shown = cardHtml(card, {
      breadcrumbLabel: translate(lang, 'server:unit.breadcrumb'),
      hrefOf: press => `/unit/${press.entity}?lang=${press.lang}`,
    })
    response
      .set('Vary', 'Accept-Language')
      .type('html')
      .send(renderPage(lang, card.title, html`${languageLinks(`/unit/${id}`, lang, translate)}\n${shown}`))
  }
}
