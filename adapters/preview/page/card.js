/** Builds the DOM of a card. Every text is set as text: nothing here reads markup. */

/**
 * @param {string} tag
 * @param {Record<string, string | undefined>} attributes `text` is the text content; undefined ones are left out
 * @param {readonly (Node | undefined | false)[]} children
 */
export function element(tag, { text, ...attributes } = {}, children = []) {
  const made = document.createElement(tag)
  if (text !== undefined) made.textContent = text
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(name, value)
  made.append(...children.filter(Boolean))
  return made
}

export function button({ onClick, ...attributes }, children) {
  const made = element('button', { type: 'button', ...attributes }, children)
  made.addEventListener('click', () => onClick(made))
  return made
}

export function chips(texts, onClick, attributes = {}) {
  return element(
    'ul',
    { class: 'chips', ...attributes },
    texts.map(text => element('li', {}, [button({ text, onClick: () => onClick(text) })])),
  )
}

/**
 * @param card what `/api/ask` sent (adapters/preview/render.ts)
 * @param words the page's own words, in the card's language where possible
 * @param on press(encoded, label, pressed button), ask(text), copy(link)
 */
export function buildCard(card, words, on) {
  const pressButton = ({ label, hint, press }, attributes = {}) =>
    button({
      text: label,
      'aria-label': hint,
      onClick: pressed => on.press(press, label, pressed),
      ...attributes,
    })
  return element('article', { class: 'card', lang: card.lang }, [
    card.eyebrow && element('p', { class: 'eyebrow', text: card.eyebrow }),
    element('h2', { class: 'title', tabindex: '-1', text: card.title }),
    card.subtitle && element('p', { class: 'subtitle', text: card.subtitle }),
    buildBreadcrumb(card, words, pressButton),
    ...card.notices.map(text => element('p', { class: 'notice', text })),
    card.summary && element('p', { class: 'summary', text: card.summary }),
    buildDuties(card),
    buildDistinctions(card, pressButton),
    buildFacts(card),
    buildItems(card, on),
    card.examples.length > 0 && chips(card.examples, on.ask),
    buildActions(card, words, on, pressButton),
    card.why && element('p', { class: 'why', text: card.why }),
    buildFeedback(card, pressButton),
    card.source && element('p', { class: 'source', text: card.source }),
  ])
}

function buildBreadcrumb({ breadcrumb }, words, pressButton) {
  if (breadcrumb.length === 0) return undefined
  const steps = breadcrumb.map(step => element('li', {}, [pressButton(step)]))
  return element('nav', { 'aria-label': words.breadcrumb }, [element('ol', { class: 'breadcrumb' }, steps)])
}

const section = (heading, content) => element('section', {}, [element('h3', { text: heading }), content])

function buildDuties({ duties }) {
  if (!duties) return undefined
  const items = duties.items.map(({ text, matched }) =>
    matched ? element('li', { class: 'matched' }, [element('strong', { text })]) : element('li', { text }),
  )
  return section(duties.heading, element('ul', { class: 'duties' }, items))
}

function buildDistinctions({ distinctions }, pressButton) {
  if (!distinctions) return undefined
  const items = distinctions.items.map(({ label, detail, open }) =>
    element('li', {}, [
      pressButton({ ...open, label }),
      detail && element('span', { class: 'detail', text: detail }),
    ]),
  )
  return section(distinctions.heading, element('ul', { class: 'distinctions' }, items))
}

function buildFacts({ facts }) {
  if (facts.length === 0) return undefined
  const rows = facts.map(({ label, value }) =>
    element('div', {}, [element('dt', { text: label }), element('dd', { text: value })]),
  )
  return element('dl', { class: 'facts' }, rows)
}

/** Choices, steps and lines: the whole row is the button. */
function buildItems({ type, items }, on) {
  if (items.length === 0) return undefined
  const rows = items.map(({ number, label, detail, marker, open }) => {
    const words = element('span', { class: 'words' }, [
      element('span', { class: 'label', text: label }),
      detail && element('span', { class: 'detail', text: detail }),
      marker && element('span', { class: 'marker', text: marker }),
    ])
    const badge = number !== undefined && element('span', { class: 'number', text: String(number) })
    return element('li', {}, [
      button({ onClick: pressed => on.press(open.press, label, pressed) }, [badge, words]),
    ])
  })
  const isOrdered = items.some(item => item.number !== undefined)
  return element(isOrdered ? 'ol' : 'ul', { class: type === 'chain' ? 'items chain' : 'items' }, rows)
}

function buildActions(card, words, on, pressButton) {
  const menu = card.menu.map(entry => pressButton(entry))
  if (card.link)
    menu.splice(1, 0, button({ text: words.copy, onClick: pressed => on.copy(card.link, pressed) }))
  const actions = card.actions.map(action => pressButton(action))
  if (actions.length + menu.length === 0) return undefined
  return element('div', { class: 'actions' }, [...actions, menu.length > 0 && buildMenu(menu, words)])
}

function buildMenu(entries, words) {
  const menu = element('details', { class: 'menu' }, [
    element('summary', { 'aria-label': words.more, title: words.more, text: '⋯' }),
    element(
      'ul',
      {},
      entries.map(entry => element('li', {}, [entry])),
    ),
  ])
  const close = () => {
    menu.open = false
  }
  // the place to ask covers the lower end of the window
  menu.addEventListener('toggle', () => menu.lastElementChild.scrollIntoView({ block: 'nearest' }))
  menu.addEventListener('click', event => {
    if (event.target.closest('button')) close()
  })
  menu.addEventListener('focusout', event => {
    if (!menu.contains(event.relatedTarget)) close()
  })
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !menu.open) return
    close()
    menu.querySelector('summary').focus()
  })
  return menu
}

function buildFeedback({ feedback }, pressButton) {
  if (!feedback) return undefined
  return element('div', { class: 'feedback', role: 'group', 'aria-label': feedback.question }, [
    element('span', { text: feedback.question, 'aria-hidden': 'true' }),
    pressButton(feedback.helpful, { 'aria-pressed': 'false' }),
    pressButton(feedback.unhelpful, { 'aria-pressed': 'false' }),
  ])
}
