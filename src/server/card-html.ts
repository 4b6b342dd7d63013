import type { Button, Card, Item } from '../cards/card.ts'
import type { Press } from '../cards/press.ts'
import { type Html, html } from './html.ts'

interface CardHtmlOptions {
  /** Names the breadcrumb for a screen reader. */
  breadcrumbLabel: string
  /** Where a press that opens a unit leads. */
  hrefOf: (press: Press & { entity: NonNullable<Press['entity']> }) => string
}

/** A unit's card for reading, without a script: what opens another unit is a link, other buttons are left out. */
export function cardHtml(card: Card, { breadcrumbLabel, hrefOf }: CardHtmlOptions): Html {
  const link = ({ label, press: { entity, ...press } }: Button): Html =>
    press.action === 'open' && entity
      ? html`<a href="${hrefOf({ ...press, entity })}">${label}</a>`
      : html`<span>${label}</span>`
  const itemHtml = (item: Item): Html =>
    html`<li>${link({ ...item.open, label: item.label })}${item.detail && html` <span class="detail">${item.detail}</span>`}</li>`
  return html`<article class="card">
${card.eyebrow && html`<p class="eyebrow">${card.eyebrow}</p>`}
<h1 class="title">${card.title}</h1>
${card.subtitle && html`<p class="subtitle">${card.subtitle}</p>`}
${card.breadcrumb.length > 0 ? html`<nav aria-label="${breadcrumbLabel}"><ol class="breadcrumb">${card.breadcrumb.map(step => html`<li>${link(step)}</li>`)}</ol></nav>` : undefined}
${card.notices.map(notice => html`<p class="notice">${notice}</p>`)}
${card.summary && html`<p class="summary">${card.summary}</p>`}
${card.duties && html`<section><h2>${card.duties.heading}</h2><ul class="duties">${card.duties.items.map(duty => html`<li>${duty.text}</li>`)}</ul></section>`}
${card.distinctions && html`<section><h2>${card.distinctions.heading}</h2><ul class="distinctions">${card.distinctions.items.map(itemHtml)}</ul></section>`}
${card.facts.length > 0 ? html`<dl class="facts">${card.facts.map(fact => html`<div><dt>${fact.label}</dt><dd>${fact.value}</dd></div>`)}</dl>` : undefined}
${card.source && html`<p class="source">${card.source}</p>`}
</article>`
}
