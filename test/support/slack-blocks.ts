import { LIMITS } from '../../adapters/slack/limits.ts'

/** A block, an element or a text object, as it comes over the wire. */
type Part = Readonly<Record<string, unknown>>

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const partsOf = (value: unknown): readonly Part[] => (Array.isArray(value) ? value.filter(isPart) : [])
const textOf = (value: unknown): string => (isPart(value) ? String(value.text ?? '') : '')

/** What Slack would refuse in the blocks of a message: empty where it would take them. */
export const faultsOf = (blocks: unknown): readonly string[] => examine(blocks, 'message')

/** What Slack would refuse in a modal or a Home view. */
export function faultsOfView(view: unknown): readonly string[] {
  if (!isPart(view)) return ['the view is no object']
  const faults = [...examine(view.blocks, 'view')]
  const check = (isFine: boolean, what: string): void => {
    if (!isFine) faults.push(what)
  }
  const length = (value: unknown): number => String(value ?? '').length
  check(view.type === 'modal' || view.type === 'home', `view of type ${String(view.type)}`)
  check(length(view.private_metadata) <= LIMITS.privateMetadata, 'private_metadata is too long')
  check(length(view.callback_id) <= LIMITS.actionId, 'callback_id is too long')
  check(JSON.stringify(view).length <= LIMITS.view, 'view is too large')
  if (view.type !== 'modal') return faults
  const title = textOf(view.title).length
  check(title >= 1 && title <= LIMITS.viewTitle, `view title: ${title} characters`)
  for (const name of ['submit', 'close'] as const)
    check(textOf(view[name]).length <= LIMITS.viewTitle, `view ${name} is too long`)
  const hasInput = partsOf(view.blocks).some(({ type }) => type === 'input')
  check(!hasInput || view.submit !== undefined, 'an input without submit')
  return faults
}

/** What Slack would refuse in the answer to a `block_suggestion`. */
export function faultsOfOptions(options: unknown): readonly string[] {
  const all = partsOf(options)
  const faults = all.flatMap(option => {
    const { length } = textOf(option.text)
    const value = String(option.value ?? '')
    return [
      ...(length < 1 || length > LIMITS.optionText ? [`option text: ${length} characters`] : []),
      ...(value.length < 1 || value.length > LIMITS.optionValue ? [`option value ${value}`] : []),
    ]
  })
  if (!Array.isArray(options) || all.length !== options.length) faults.push('options are no list of objects')
  if (all.length > LIMITS.selectOptions) faults.push(`${all.length} options`)
  return faults
}

function examine(blocks: unknown, surface: 'message' | 'view'): readonly string[] {
  const faults: string[] = []
  let total = 0
  const check = (isFine: boolean, what: string): void => {
    if (!isFine) faults.push(what)
  }
  const text = (value: unknown, most: number, what: string): void => {
    const { length } = textOf(value)
    total += length
    check(length >= 1 && length <= most, `${what}: ${length} characters, 1 to ${most} allowed`)
  }
  const optional = (value: unknown, most: number, what: string): void => {
    if (value !== undefined) check(String(value).length <= most, `${what}: over ${most} characters`)
  }
  const choices = (value: unknown, most: number, what: string): void => {
    const options = partsOf(value)
    check(options.length >= 1 && options.length <= most, `${what} of ${options.length}`)
    for (const option of options) {
      text(option.text, LIMITS.optionText, 'option text')
      optional(option.value, LIMITS.optionValue, 'option value')
      if (option.description !== undefined) text(option.description, LIMITS.optionText, 'option description')
    }
  }

  function element(part: Part): void {
    optional(part.action_id, LIMITS.actionId, 'action_id')
    if (part.placeholder !== undefined) text(part.placeholder, LIMITS.placeholder, 'placeholder')
    if (isPart(part.confirm)) confirm(part.confirm)
    switch (part.type) {
      case 'button':
        text(part.text, LIMITS.buttonText, 'button text')
        optional(part.value, LIMITS.buttonValue, 'button value')
        optional(part.url, LIMITS.url, 'button url')
        optional(part.accessibility_label, LIMITS.accessibilityLabel, 'accessibility label')
        return
      case 'overflow':
        choices(part.options, LIMITS.menuOptions, 'menu')
        return
      case 'radio_buttons':
      case 'checkboxes':
        choices(part.options, LIMITS.radioOptions, String(part.type))
        return
      case 'static_select':
        choices(part.options, LIMITS.selectOptions, 'select')
        return
      case 'external_select':
        optional(part.min_query_length, 3, 'min_query_length')
        return
      case 'plain_text_input':
        check(Number(part.max_length ?? 0) <= LIMITS.inputText, 'max_length')
        return
      case 'image':
        text({ text: part.alt_text }, LIMITS.altText, 'alt text')
        optional(part.image_url, LIMITS.url, 'image url')
        return
      default:
        faults.push(`unknown element ${String(part.type)}`)
    }
  }

  function confirm(part: Part): void {
    text(part.title, LIMITS.confirmTitle, 'confirm title')
    text(part.text, LIMITS.confirmText, 'confirm text')
    text(part.confirm, LIMITS.confirmButton, 'confirm button')
    text(part.deny, LIMITS.confirmButton, 'deny button')
  }

  function block(part: Part): void {
    optional(part.block_id, LIMITS.blockId, 'block_id')
    const elements = partsOf(part.elements)
    switch (part.type) {
      case 'section': {
        const fields = partsOf(part.fields)
        check(part.text !== undefined || fields.length > 0, 'section without text')
        check(fields.length <= LIMITS.fields, 'too many fields')
        if (part.text !== undefined) text(part.text, LIMITS.sectionText, 'section')
        for (const field of fields) text(field, LIMITS.fieldText, 'field')
        if (isPart(part.accessory)) element(part.accessory)
        return
      }
      case 'header':
        check(isPart(part.text) && part.text.type === 'plain_text', 'a header is plain text')
        text(part.text, LIMITS.header, 'header')
        return
      case 'divider':
        return
      case 'context':
        check(elements.length >= 1 && elements.length <= LIMITS.contextElements, 'context elements')
        for (const line of elements)
          if (line.type === 'image') element(line)
          else text(line, LIMITS.sectionText, 'context')
        return
      case 'input':
        check(surface === 'view', 'an input in a message')
        text(part.label, LIMITS.label, 'label')
        if (part.hint !== undefined) text(part.hint, LIMITS.label, 'hint')
        if (isPart(part.element)) element(part.element)
        else faults.push('an input without an element')
        return
      case 'actions': {
        check(elements.length >= 1 && elements.length <= LIMITS.actionElements, 'action elements')
        elements.forEach(element)
        const ids = elements.map(e => e.action_id)
        check(new Set(ids).size === ids.length, 'action_id twice in a block')
        return
      }
      default:
        faults.push(`unknown block ${String(part.type)}`)
    }
  }

  const all = partsOf(blocks)
  const most = surface === 'message' ? LIMITS.blocks : LIMITS.viewBlocks
  check(Array.isArray(blocks) && all.length === blocks.length, 'blocks are no list of objects')
  check(all.length >= 1 && all.length <= most, `${all.length} blocks`)
  const ids = all.flatMap(({ block_id: id }) => (id === undefined ? [] : [id]))
  check(new Set(ids).size === ids.length, 'block_id twice')
  all.forEach(block)
  if (surface === 'message') check(total <= LIMITS.allBlocks, `${total} characters over all blocks`)
  return faults
}

/** The buttons and menu options of a message, by their labels: `{ Partager: { id, value } }`. */
export function buttonsOf(blocks: unknown): Readonly<Record<string, { id: string; value: string }>> {
  const found: [string, { id: string; value: string }][] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (!isPart(value)) return
    const id = String(value.action_id ?? '')
    if (value.type === 'button') found.push([textOf(value.text), { id, value: String(value.value) }])
    if (value.type === 'overflow')
      for (const option of partsOf(value.options))
        found.push([textOf(option.text), { id, value: String(option.value) }])
    Object.values(value).forEach(visit)
  }
  visit(blocks)
  return Object.fromEntries(found)
}
