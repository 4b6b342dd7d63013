import { LIMITS } from '../../adapters/slack/limits.ts'

/** A block, an element or a text object, as it comes over the wire. */
type Part = Readonly<Record<string, unknown>>

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const partsOf = (value: unknown): readonly Part[] => (Array.isArray(value) ? value.filter(isPart) : [])
const textOf = (value: unknown): string => (isPart(value) ? String(value.text ?? '') : '')

/** What Slack would refuse in these blocks: empty where it would take them. */
export function faultsOf(blocks: unknown): readonly string[] {
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

  function element(part: Part): void {
    optional(part.action_id, LIMITS.actionId, 'action_id')
    if (part.type === 'button') {
      text(part.text, LIMITS.buttonText, 'button text')
      optional(part.value, LIMITS.buttonValue, 'button value')
      optional(part.accessibility_label, LIMITS.accessibilityLabel, 'accessibility label')
      if (isPart(part.confirm)) confirm(part.confirm)
    } else if (part.type === 'overflow') {
      const options = partsOf(part.options)
      check(options.length >= 1 && options.length <= LIMITS.menuOptions, `menu of ${options.length}`)
      for (const option of options) {
        text(option.text, LIMITS.optionText, 'option text')
        optional(option.value, LIMITS.optionValue, 'option value')
      }
    } else faults.push(`unknown element ${String(part.type)}`)
  }

  function confirm(part: Part): void {
    text(part.title, LIMITS.confirmTitle, 'confirm title')
    text(part.text, LIMITS.confirmText, 'confirm text')
    text(part.confirm, LIMITS.confirmButton, 'confirm button')
    text(part.deny, LIMITS.confirmButton, 'deny button')
  }

  function block(part: Part): void {
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
      case 'context':
        check(elements.length >= 1 && elements.length <= LIMITS.contextElements, 'context elements')
        for (const line of elements) text(line, LIMITS.sectionText, 'context')
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
  check(Array.isArray(blocks) && all.length === blocks.length, 'blocks are no list of objects')
  check(all.length >= 1 && all.length <= LIMITS.blocks, `${all.length} blocks`)
  all.forEach(block)
  check(total <= LIMITS.allBlocks, `${total} characters over all blocks`)
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
