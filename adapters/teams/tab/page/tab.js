/** The tab without reloads: it searches while somebody types, and keeps Teams' theme. Without it, all links and the form work. */
const { app, pages } = window.microsoftTeams
const content = document.getElementById('content')
const form = document.getElementById('search')
const status = document.getElementById('status')

/** A pause after the last key, in milliseconds. */
const PAUSE_MS = 180
let latest = 0

/** Shows the content of a page of this server; of several that were asked for, the last. */
async function show(address, options) {
  latest += 1
  const mine = latest
  const response = await fetch(address, options)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  if (mine !== latest) return false
  content.replaceChildren(...page.getElementById('content').childNodes)
  status.textContent = page.getElementById('status').textContent
  document.title = page.title
  offerLink()
  return true
}

async function open(address) {
  if (!(await show(withTheme(address)))) return
  window.scrollTo(0, 0)
  content.focus()
}

/** What was typed stays in this window's history, and out of every address. */
function search() {
  const { lang, text } = form.elements
  history.replaceState({ text: text.value }, '', withTheme(`/tab?lang=${lang.value}`))
  return show(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
}

/** The theme may have changed since the link was written. */
function withTheme(address) {
  const url = new URL(address, location.href)
  url.searchParams.set('theme', document.documentElement.dataset.theme)
  return url
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme
  form.elements.theme.value = theme
}

/** Teams itself makes the link, for it knows under which id the app was installed. */
function offerLink() {
  const button = document.getElementById('share')
  if (!button || !inTeams) return
  const { unit, title, url } = button.dataset
  button.hidden = false
  button.addEventListener('click', () =>
    pages.shareDeepLink({ subPageId: unit, subPageLabel: title, ...(url ? { subPageWebUrl: url } : {}) }),
  )
}

document.addEventListener('click', event => {
  const link = event.target.closest('a')
  const isOurs = link && !link.target && link.origin === location.origin && link.pathname === '/tab'
  if (!isOurs || link.hreflang || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  history.pushState(null, '', link.href)
  open(link.href)
})
window.addEventListener('popstate', event => {
  const text = event.state?.text ?? ''
  form.elements.text.value = text
  if (text) search()
  else open(location.href)
})

let timer
form.addEventListener('input', () => {
  clearTimeout(timer)
  timer = setTimeout(search, PAUSE_MS)
})
form.addEventListener('submit', event => {
  event.preventDefault()
  clearTimeout(timer)
  search()
})

let inTeams = false
try {
  await app.initialize()
  inTeams = true
  const context = await app.getContext()
  setTheme(context.app.theme)
  app.registerOnThemeChangeHandler(setTheme)
  offerLink()
  app.notifySuccess()
} catch {
  // in a browser of its own there is no Teams to speak to
}
