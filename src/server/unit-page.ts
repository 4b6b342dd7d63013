import type { RequestHandler } from 'express'
import type { Button, Card, Item } from '../cards/card.ts'
import { type Html, html } from './html.ts'
import type { ServerOptions } from './index.ts'
import { requestLang } from './lang.ts'
import { languageLinks, renderPage } from './layout.ts'

type Options = Pick<ServerOptions, 'unitCard' | 'translate' | 'defaultLang'>

/** `/unit/<id>`: the card that a copied link leads to. It needs no script, so its buttons are links or left out. */
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
    response
      .set('Vary', 'Accept-Language')
      .type('html')
      .send(
        renderPage(
          lang,
          card.title,
          html`${languageLinks(`/unit/${id}`, lang, translate)}
${renderCard(card, translate(lang, 'server:unit.breadcrumb'))}`,
        ),
      )
  }
}

function renderCard(card: Card, breadcrumbLabel: string): Html {
  return html`<article class="card">
${card.eyebrow && html`<p class="eyebrow">${card.eyebrow}</p>`}
<h1 class="title">${card.title}</h1>
${card.subtitle && html`<p class="subtitle">${card.subtitle}</p>`}
${card.breadcrumb.length > 0 ? html`<nav aria-label="${breadcrumbLabel}"><ol class="breadcrumb">${card.breadcrumb.map(step => html`<li>${link(step)}</li>`)}</ol></nav>` : undefined}
${card.notices.map(notice => html`<p class="notice">${notice}</p>`)}
${card.summary && html`<p class="summary">${card.summary}</p>`}
${card.duties && html`<section><h2>${card.duties.heading}</h2><ul class="duties">${card.duties.items.map(duty => html`<li>${duty.text}</li>`)}</ul></section>`}
${card.distinctions && html`<section><h2>${card.distinctions.heading}</h2><ul class="distinctions">${card.distinctions.items.map(renderItem)}</ul></section>`}
${card.facts.length > 0 ? html`<dl class="facts">${card.facts.map(fact => html`<div><dt>${fact.label}</dt><dd>${fact.value}</dd></div>`)}</dl>` : undefined}
${card.source && html`<p class="source">${card.source}</p>`}
</article>`
}

const renderItem = (item: Item): Html =>
  html`<li>${link({ ...item.open, label: item.label })}${item.detail && html` <span class="detail">${item.detail}</span>`}</li>`

/** A press that opens a unit is a link to its page. */
function link({ label, press }: Button): Html {
  if (press.action !== 'open' || !press.entity) return html`<span>${label}</span>`
  return html`<a href="/unit/${press.entity}?lang=${press.lang}">${label}</a>`
}
