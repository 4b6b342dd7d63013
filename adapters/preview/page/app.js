import { buildCard, chips, element } from './card.js'

/** Longer than any answer takes; after it the person is told instead of left waiting. */
const DEADLINE_MS = 15_000

const thread = document.querySelector('#thread')
const status = document.querySelector('#status')
const composer = document.querySelector('#composer')
const input = document.querySelector('#question')

/** The page's words, and their language. */
let words = {}
let lang = ''
/** The language that the person has chosen; without one each question is answered in its own. */
let chosen
/** Given by the server with the first answer. */
let conversation
/** Turns run one after the other, so that answers stand in the order of the questions. */
let turns = Promise.resolve()

class Refusal extends Error {}

async function call(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': lang },
    body: JSON.stringify({ ...body, ...(conversation ? { conversation } : {}) }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  const result = await response.json()
  if (!response.ok) throw new Refusal(result.error.message)
  conversation = result.conversation ?? conversation
  return result
}

/** Shows what was asked or pressed, waits, and shows what came of it. */
function turn(label, request, show, giveBack = () => {}) {
  turns = turns.then(async () => {
    const asked = element('p', { class: 'asked' }, [
      element('span', { class: 'unseen', text: `${words.asked} ` }),
      element('span', { text: label.trim() || '…', dir: 'auto' }),
    ])
    const waiting = element('div', { class: 'waiting', 'aria-hidden': 'true' }, [
      element('i'),
      element('i'),
      element('i'),
    ])
    thread.append(asked, waiting)
    waiting.scrollIntoView({ block: 'nearest' })
    status.textContent = words.searching
    try {
      const result = await request()
      waiting.remove()
      show(result)
    } catch (error) {
      waiting.remove()
      showLine(error instanceof Refusal ? error.message : words.unreachable, 'line fault')
      giveBack()
    }
  })
}

function ask(text) {
  turn(
    text,
    () => call('/api/ask', { text, ...(chosen ? { lang: chosen } : {}) }),
    ({ card }) => {
      const heading = showCard(card)
      status.textContent = card.title
      // on a touch screen the keyboard would cover the answer
      if (matchMedia('(pointer: coarse)').matches) heading.focus({ preventScroll: true })
    },
    // what was typed need not be typed again
    () => {
      input.value ||= text
    },
  )
}

function press(encoded, label, pressed) {
  const feedback = pressed.closest('.feedback')
  if (feedback) return giveFeedback(encoded, pressed, feedback)
  turn(label, () => call('/api/act', { press: encoded }), showOutcome)
}

function showOutcome({ card, notice }) {
  if (card) return showCard(card).focus({ preventScroll: true })
  showLine(notice.text, 'line', notice.lang)
  if (notice.code === 'rephrase') input.focus()
}

/** The thanks stand where the question was; the thread stays as it is. */
function giveFeedback(encoded, pressed, feedback) {
  turns = turns.then(async () => {
    try {
      const { card, notice } = await call('/api/act', { press: encoded })
      for (const other of feedback.querySelectorAll('button'))
        other.setAttribute('aria-pressed', String(other === pressed))
      if (card) return showOutcome({ card })
      feedback.querySelector('.thanks')?.remove()
      feedback.append(element('span', { class: 'thanks', text: notice.text, lang: notice.lang }))
      status.textContent = notice.text
    } catch (error) {
      showLine(error instanceof Refusal ? error.message : words.unreachable, 'line fault')
    }
  })
}

function showCard(card) {
  const built = buildCard(card, words, { press, ask, copy })
  thread.append(built)
  const asked = built.previousElementSibling ?? built
  asked.scrollIntoView({ block: 'start' })
  return built.querySelector('.title')
}

function showLine(text, className, textLang = lang) {
  const line = element('p', { class: className, lang: textLang, text })
  thread.append(line)
  line.scrollIntoView({ block: 'nearest' })
  status.textContent = text
  return line
}

async function copy(link) {
  const address = new URL(link, location.href).href
  try {
    await navigator.clipboard.writeText(address)
    showLine(words.copied, 'line')
  } catch {
    // browsers keep the clipboard from pages without TLS
    showLine(`${words.copyByHand} `, 'line').append(element('a', { href: address, text: address }))
  }
}

async function speak(wanted) {
  const response = await fetch(`/preview/messages.json${wanted ? `?lang=${wanted}` : ''}`)
  const texts = await response.json()
  words = texts.words
  lang = texts.lang
  document.documentElement.lang = lang
  document.title = `${words.title} · ${words.brand}`
  for (const place of document.querySelectorAll('[data-text]')) place.textContent = words[place.dataset.text]
  for (const place of document.querySelectorAll('[data-label]'))
    place.setAttribute('aria-label', words[place.dataset.label])
  for (const other of document.querySelectorAll('.switch button'))
    other.setAttribute('aria-pressed', String(other.lang === lang))
  const examples = document.querySelector('#examples')
  examples.replaceChildren(...chips(words.examples, ask).children)
}

composer.addEventListener('submit', event => {
  event.preventDefault()
  const text = input.value
  input.value = ''
  ask(text)
})
for (const other of document.querySelectorAll('.switch button'))
  other.addEventListener('click', () => {
    chosen = other.lang
    void speak(chosen)
  })
await speak()
if (!matchMedia('(pointer: coarse)').matches) input.focus()
