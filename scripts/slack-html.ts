import type { AnyBlock, View } from '@slack/types'

/** Blocks as a page that looks much like Slack: enough to judge a layout by, with nothing of Slack's own. */

type Part = Readonly<Record<string, unknown>>

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null
const listOf = (value: unknown): readonly Part[] => (Array.isArray(value) ? value.filter(isPart) : [])
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

/** A text object: in mrkdwn `&`, `<` and `>` are escaped already, save round a mention. */
function textOf(value: unknown): string {
  if (!isPart(value)) return ''
  const text = String(value.text ?? '')
  if (value.type === 'plain_text') return escapeHtml(text)
  return text
    .replace(/<@(\w+)>/g, '<b class="at">@$1</b>')
    .replace(/\*([^*\n]+)\*/g, '<b>$1</b>')
    .replaceAll('\n', '<br>')
}

function elementOf(part: unknown): string {
  if (!isPart(part)) return ''
  switch (part.type) {
    case 'button':
      return `<span class="button">${textOf(part.text)}</span>`
    case 'overflow':
      return '<span class="button">⋯</span>'
    case 'external_select':
      return `<span class="select">${textOf(part.placeholder)} ▾</span>`
    case 'static_select':
      return `<span class="select">${isPart(part.initial_option) ? textOf(part.initial_option.text) : ''} ▾</span>`
    case 'plain_text_input':
      return `<div class="input">${textOf(part.placeholder)}</div>`
    default:
      throw new TypeError(`no picture of a ${String(part.type)}`)
  }
}

function blockOf(block: AnyBlock): string {
  const part: Part = { ...block }
  switch (part.type) {
    case 'section': {
      const fields = listOf(part.fields).map(field => `<div>${textOf(field)}</div>`)
      const accessory = part.accessory ? `<div class="accessory">${elementOf(part.accessory)}</div>` : ''
      const body = fields.length > 0 ? `<div class="fields">${fields.join('')}</div>` : textOf(part.text)
      return `<div class="section"><div>${body}</div>${accessory}</div>`
    }
    case 'context':
      return `<div class="context">${listOf(part.elements).map(textOf).join(' ')}</div>`
    case 'actions':
      return `<div class="actions">${listOf(part.elements).map(elementOf).join('')}</div>`
    case 'header':
      return `<h2>${textOf(part.text)}</h2>`
    case 'divider':
      return '<hr>'
    case 'input':
      return `<div><b>${textOf(part.label)}</b>${elementOf(part.element)}</div>`
    default:
      throw new TypeError(`no picture of a ${String(part.type)}`)
  }
}

const STYLE = `
  body { font: 15px/1.46 Lato, "Liberation Sans", sans-serif; color: #1d1c1d; margin: 0; padding: 16px; width: 608px }
  main { border: 1px solid #ddd; border-radius: 8px; padding: 14px 18px }
  main > * { margin: 8px 0 } h2 { font-size: 18px; margin-top: 16px } hr { border: 0; border-top: 1px solid #ddd }
  .section { display: flex; gap: 16px; justify-content: space-between } .accessory { flex: none }
  .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px }
  .context { font-size: 12px; color: #616061 } .at { color: #1264a3 }
  .actions, footer { display: flex; flex-wrap: wrap; gap: 8px }
  .button, .select { border: 1px solid #bbb; border-radius: 4px; padding: 3px 10px; font-weight: 700; font-size: 13px;
    white-space: nowrap; display: inline-block; max-width: 260px; overflow: hidden; text-overflow: ellipsis }
  .select { font-weight: 400 } .primary { background: #007a5a; border-color: #007a5a; color: #fff }
  .input { border: 1px solid #bbb; border-radius: 4px; padding: 7px 10px; color: #616061; margin-top: 6px }
  .title { font-weight: 900; font-size: 18px } footer { justify-content: flex-end }`

const page = (main: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Slack</title><style>${STYLE}</style><main>${main}</main>`

export const messagePage = (blocks: readonly AnyBlock[]): string => page(blocks.map(blockOf).join('\n'))

export function viewPage(view: View): string {
  const blocks = view.blocks.map(blockOf).join('\n')
  if (view.type !== 'modal') return page(blocks)
  const buttons = [
    view.close ? `<span class="button">${textOf(view.close)}</span>` : '',
    view.submit ? `<span class="button primary">${textOf(view.submit)}</span>` : '',
  ]
  return page(
    `<div class="title">${textOf(view.title)}</div><hr>${blocks}<hr><footer>${buttons.join('')}</footer>`,
  )
}
