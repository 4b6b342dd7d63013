import { LANGS, type Lang } from '../lang.ts'
import type { Translate } from '../messages.ts'
import { type Html, html } from './html.ts'

const LANG_NAMES: Readonly<Record<Lang, string>> = { fr: 'Français', en: 'English', es: 'Español' }

/** The same page in the other languages. */
export function languageLinks(path: string, lang: Lang, translate: Translate): Html {
  const links = LANGS.map(other =>
    other === lang
      ? html`<span aria-current="true">${LANG_NAMES[other]}</span>`
      : html`<a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${LANG_NAMES[other]}</a>`,
  )
  return html`<nav class="languages" aria-label="${translate(lang, 'server:languages')}">${links}</nav>`
}

/** A page that says one thing, such as that there is no such page, and may lead somewhere. */
export function renderMessagePage(
  lang: Lang,
  message: string,
  link?: { label: string; url: string },
): string {
  const way = link && html`<p><a href="${link.url}">${link.label}</a></p>`
  return renderPage(lang, message, html`<div class="card"><p>${message}</p>${way}</div>`)
}

/** What every page of the server has around its content. */
export function renderPage(lang: Lang, title: string, content: Html): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/card.css">
</head>
<body class="page">
<main>
${content}
</main>
</body>
</html>
`.markup
}
