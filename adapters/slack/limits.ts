/**
 * What Slack takes. Sources: the doc comments of @slack/types 3.2 (block-kit/blocks, block-elements,
 * composition-objects), where no other is named. Characters are counted as UTF-16 units, never fewer than
 * Slack counts.
 */
export const LIMITS = {
  /** Blocks of a message: docs.slack.dev/reference/block-kit/blocks. */
  blocks: 50,
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
  /** PlainTextOption.text and OptionDescriptor.value. */
  optionText: 75,
  optionValue: 75,
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
