import type { Services } from '../../../src/adapter.ts'
import type { Card } from '../../../src/cards/card.ts'
import { LANGS, type Lang } from '../../../src/lang.ts'
import { cardHtml } from '../../../src/server/card-html.ts'
import { type Html, html } from '../../../src/server/html.ts'
import { pageOf } from '../render.ts'
import { hrefOf, type View } from './view.ts'

type PageServices = Pick<Services, 'translate' | 'unitCard' | 'directory' | 'publicUrl'>

export interface Shown {
  readonly title: string
  /** One line that a screen reader says when the content has changed. */
  readonly status: string
  readonly content: Html
}

/** The whole tab: the search above, and below it what was found or the unit that is open. */
export function tabPage(
  view: View,
  { title, status, content }: Shown,
  { translate }: Pick<PageServices, 'translate'>,
): string {
  const { lang, theme, text } = view
  const say = (key: 'label' | 'search'): string => translate(lang, `teams:tab.${key}`)
  return html`<!doctype html>
<html lang="${lang}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/card.css">
<link rel="stylesheet" href="/tab/tab.css">
<script src="/tab/teams.js" defer></script>
<script src="/tab/tab.js" type="module"></script>
</head>
<body class="page">
<header>
<form id="search" role="search" method="post" action="/tab/search">
<input type="hidden" name="lang" value="${lang}">
<input type="hidden" name="theme" value="${theme}">
<label for="text">${say('label')}</label>
<div class="field"><input id="text" name="text" type="search" maxlength="500" autocomplete="off" value="${text}"><button>${say('search')}</button></div>
</form>
${languages(view, translate)}
<p id="status" role="status">${status}</p>
</header>
<main id="content" tabindex="-1">
${content}
</main>
</body>
</html>
`.markup
}

/** Each language in its own name. */
function languages(view: View, translate: Services['translate']): Html {
  const links = LANGS.map((other: Lang) =>
    other === view.lang
      ? html`<span aria-current="true">${translate(other, `core:language.${other}`)}</span>`
      : html`<a href="${hrefOf({ ...view, lang: other })}" lang="${other}" hreflang="${other}">${translate(other, `core:language.${other}`)}</a>`,
  )
  return html`<nav class="languages" aria-label="${translate(view.lang, 'server:languages')}">${links}</nav>`
}

/** @param notices what a sensitive matter needs to hear first */
export function results(
  view: View,
  ids: readonly string[],
  notices: readonly string[],
  { translate, unitCard }: PageServices,
): Shown {
  const { lang, text } = view
  const units = unitsOf(ids, lang, unitCard)
  return {
    title: translate(lang, 'teams:tab.brand'),
    status: statusOf(units.length, text, (key, values) => translate(lang, key, values)),
    content: html`${notices.map(notice => html`<p class="notice">${notice}</p>`)}
${unitList(units, view)}`,
  }
}

function statusOf(count: number, text: string, say: (key: string, values?: { count: number }) => string) {
  if (count === 0) return say('teams:extension.none')
  return text ? say('teams:tab.found', { count }) : say('teams:tab.top')
}

interface Unit {
  readonly id: string
  readonly card: Card
}

const unitsOf = (ids: readonly string[], lang: Lang, unitCard: Services['unitCard']): Unit[] =>
  ids.flatMap(id => {
    const card = unitCard(id, lang)
    return card ? [{ id, card }] : []
  })

const unitList = (units: readonly Unit[], view: View): Html =>
  html`<ul class="results">${units.map(({ id, card }) => lineHtml(card, hrefOf({ ...view, unit: id })))}</ul>`

function lineHtml({ eyebrow, title, duties, summary }: Card, href: string): Html {
  const detail = [eyebrow, duties?.items[0]?.text ?? summary].filter(Boolean).join(' · ')
  return html`<li><a href="${href}">${title}</a><p class="detail">${detail}</p></li>`
}

/** One unit, with what it consists of and the ways to pass it on. */
export function unit(view: View, card: Card, services: PageServices): Shown {
  const { translate, directory, unitCard, publicUrl } = services
  const { lang, unit: id } = view
  const shown = cardHtml(card, {
    breadcrumbLabel: translate(lang, 'server:unit.breadcrumb'),
    hrefOf: press => hrefOf({ ...view, unit: press.entity }),
  })
  const entity = directory().find(id)
  const below = entity ? directory().children(entity.id) : []
  const children = unitsOf(
    below.map(child => child.id),
    lang,
    unitCard,
  )
  const page = pageOf(card, publicUrl, translate)
  const inside = translate(lang, 'core:button.children', { count: children.length })
  return {
    title: card.title,
    status: '',
    content: html`<nav class="ways"><a href="${hrefOf({ lang, theme: view.theme })}">${translate(lang, 'teams:tab.back')}</a>
<button type="button" id="share" data-unit="${id}" data-title="${card.title}" data-url="${page?.url ?? ''}" hidden>${translate(lang, 'teams:tab.copy')}</button>
${page && html`<a href="${page.url}" target="_blank" rel="noopener">${page.label}</a>`}</nav>
${shown}
${children.length > 0 ? html`<section class="inside"><h2>${inside}</h2>${unitList(children, view)}</section>` : undefined}`,
  }
}
