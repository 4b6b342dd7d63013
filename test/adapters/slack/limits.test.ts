import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { LIMITS } from '../../../adapters/slack/limits.ts'
import { ROOT } from '../../../src/root.ts'

/** Where @slack/types says it: file, interface, property, whose doc comment holds the number. */
const DOCUMENTED = {
  viewBlocks: ['views', 'BaseView', 'blocks'],
  blockId: ['block-kit/blocks', 'Block', 'block_id'],
  header: ['block-kit/blocks', 'HeaderBlock', 'text'],
  label: ['block-kit/blocks', 'InputBlock', 'label'],
  sectionText: ['block-kit/blocks', 'SectionBlock', 'text'],
  fields: ['block-kit/blocks', 'SectionBlock', 'fields'],
  fieldText: ['block-kit/blocks', 'SectionBlock', 'fields'],
  actionElements: ['block-kit/blocks', 'ActionsBlock', 'elements'],
  contextElements: ['block-kit/blocks', 'ContextBlock', 'elements'],
  actionId: ['block-kit/extensions', 'Action', 'action_id'],
  buttonText: ['block-kit/block-elements', 'Button', 'text'],
  buttonValue: ['block-kit/block-elements', 'Button', 'value'],
  accessibilityLabel: ['block-kit/block-elements', 'Button', 'accessibility_label'],
  menuOptions: ['block-kit/block-elements', 'Overflow', 'options'],
  url: ['block-kit/block-elements', 'Button', 'url'],
  placeholder: ['block-kit/extensions', 'Placeholdable', 'placeholder'],
  selectOptions: ['block-kit/block-elements', 'StaticSelect', 'options'],
  radioOptions: ['block-kit/block-elements', 'RadioButtons', 'options'],
  viewTitle: ['views', 'ModalView', 'title'],
  privateMetadata: ['views', 'BaseView', 'private_metadata'],
  optionText: ['block-kit/composition-objects', 'PlainTextOption', 'text'],
  optionValue: ['block-kit/composition-objects', 'OptionDescriptor', 'value'],
  optionDescription: ['block-kit/composition-objects', 'OptionDescriptor', 'description'],
  confirmTitle: ['block-kit/composition-objects', 'Confirm', 'title'],
  confirmText: ['block-kit/composition-objects', 'Confirm', 'text'],
  confirmButton: ['block-kit/composition-objects', 'Confirm', 'confirm'],
} as const satisfies Partial<Record<keyof typeof LIMITS, readonly [string, string, string]>>

/** These come from elsewhere, as their comments say. */
const ELSEWHERE = ['blocks', 'altText', 'inputText', 'view', 'text', 'allBlocks']

/** The numbers in the doc comment of a property: `3,000` and `3000` alike. */
function numbersAt(file: string, name: string, property: string): number[] {
  const path = join(ROOT, 'node_modules', '@slack', 'types', 'dist', `${file}.d.ts`)
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2023, true)
  const declared = source.statements.filter(ts.isInterfaceDeclaration).find(one => one.name.text === name)
  const member = declared?.members.find(one => one.name?.getText() === property)
  const comment = member?.getFullText().slice(0, member.getLeadingTriviaWidth()) ?? ''
  return [...comment.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(',', '')))
}

it.each(Object.entries(DOCUMENTED))('%s is what @slack/types says of %s', (name, [file, type, property]) => {
  const documented = numbersAt(file, type, property)
  expect(documented).toContain(LIMITS[name as keyof typeof DOCUMENTED])
})

it('every limit is looked up, there or elsewhere', () => {
  expect([...Object.keys(DOCUMENTED), ...ELSEWHERE].sort()).toEqual(Object.keys(LIMITS).sort())
})
