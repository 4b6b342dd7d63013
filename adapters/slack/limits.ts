/**
 * What Slack takes. Sources: the doc comments of @slack/types 3.2 (block-kit/blocks, block-elements,
 * composition-objects, views), where no other is named. Characters are counted as UTF-16 units, never fewer than
 * Slack counts.
 */
export const LIMITS = {
  /** Blocks of a message: docs.slack.dev/reference/block-kit/blocks. */
  blocks: 50,
  /** Blocks of a modal or a Home view: same page. */
  viewBlocks: 100,
  /** Block.block_id. */
  blockId: 255,
  /** HeaderBlock.text. */
  header: 150,
  /** InputBlock.label and hint. */
  label: 2_000,
  /** SectionBlock.text. */
  sectionText: 3_000,
  /** SectionBlock.fields. */
  fields: 10,
  /** SectionBlock.fields, each. */
  fieldText: 2_000,
  /** ActionsBlock.elements. */
  actionElements: 25,
  /** ContextBlock.elements. */
  contextElements: 10,
  /** Actionable.action_id. */
  actionId: 255,
  /** Button.text. */
  buttonText: 75,
  /** Button.value. */
  buttonValue: 2_000,
  /** Button.accessibility_label. */
  accessibilityLabel: 75,
  /** Overflow.options. */
  menuOptions: 5,
  /** Button.url and ImageElement.image_url. */
  url: 3_000,
  /** ImageElement.alt_text. */
  altText: 2_000,
  /** Placeholdable.placeholder. */
  placeholder: 150,
  /** max_length: docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element. */
  inputText: 3_000,
  /** StaticSelect.options, and the answer to a block_suggestion. */
  selectOptions: 100,
  /** RadioButtons.options and Checkboxes.options. */
  radioOptions: 10,
  /** ModalView: title, submit and close. */
  viewTitle: 24,
  /** ModalView.private_metadata. */
  privateMetadata: 3_000,
  /** A view as JSON: `view_too_large`, docs.slack.dev/reference/methods/views.open. */
  view: 250_000,
  /** PlainTextOption.text, OptionDescriptor.value and .description. */
  optionText: 75,
  optionValue: 75,
  optionDescription: 75,
  /** ConfirmationDialog: title, text, confirm and deny. */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** Top-level text: msg_too_long has been seen above this, whatever the documentation says. */
  text: 4_000,
  /** Text over all blocks: msg_blocks_too_long has been seen from 11,341 on (bolt-js #2509, #2867). */
  allBlocks: 10_000,
} as const

/** How many parts of a kind a card may show, so that whatever it holds stays within `LIMITS.blocks`. */
export const ROOM = { items: 30, distinctions: 5, facts: 20, actions: 20, menu: 25 } as const
