import type { ConfirmationDialog, Overflow, PlainTextElement, Button as SlackButton } from '@slack/types'
import type { Button } from '../../src/cards/card.ts'
import { encodePress } from '../../src/cards/press.ts'
import { LIMITS } from './limits.ts'
import { cut } from './mrkdwn.ts'

/** Every action id of ours begins so. */
export const ACTION_ID = /^oim:/

/** A text that Slack shows as it is: it reads no markup in `plain_text`. */
export const plain = (text: string, most: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, most) || '…',
})

/**
 * The press travels in the value. The id repeats it, for ids must differ within a block.
 * @param about what the button opens, for a screen reader, where the label alone does not say it
 */
export function renderButton(
  button: Button,
  options: { about?: string; confirm?: ConfirmationDialog } = {},
): SlackButton {
  const { about, confirm } = options
  const hint = button.hint ?? (about ? `${button.label} : ${about}` : undefined)
  const value = encodePress(button.press)
  return {
    type: 'button',
    action_id: `oim:${value}`,
    text: plain(button.label, LIMITS.buttonText),
    value,
    ...(hint ? { accessibility_label: cut(hint, LIMITS.accessibilityLabel) } : {}),
    ...(confirm ? { confirm } : {}),
  }
}

/** @param buttons at most five */
export const renderMenu = (name: string, buttons: readonly Button[]): Overflow => ({
  type: 'overflow',
  action_id: `oim:${name}`,
  options: buttons.map(({ label, press }) => ({
    text: plain(label, LIMITS.optionText),
    value: encodePress(press),
  })),
})
