import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Tools } from '../answers.ts'
import { sendBy } from '../failures.ts'
import type { Message } from '../render.ts'
import { postDirect } from '../send.ts'

/**
 * Within three seconds of the press that calls for it a modal opens, or not at all
 * (docs.slack.dev/surfaces/modals).
 */
interface Opening {
  user: string
  trigger: string | undefined
  view: ModalView
  /** It was called for in a modal, over which it comes. */
  isOverModal?: boolean
  /** Sent to the person alone where it is too late for a modal: here, else in the direct conversation. */
  instead: Message
  whisper?: () => Promise<unknown>
}

export async function openModal(
  { services }: Tools,
  client: WebClient,
  { user, trigger, view, isOverModal = false, instead, whisper }: Opening,
): Promise<void> {
  const open = async (id: string): Promise<unknown> =>
    isOverModal
      ? await client.views.push({ trigger_id: id, view })
      : await client.views.open({ trigger_id: id, view })
  await sendBy(services.log, ...(trigger ? [() => open(trigger)] : []), ...(whisper ? [whisper] : []), () =>
    postDirect(client, user, instead),
  )
}

/** Changes a modal in place. Where somebody has closed it, there is nobody to tell. */
export const updateModal = (
  { services }: Tools,
  client: WebClient,
  viewId: string,
  view: ModalView,
): Promise<void> => sendBy(services.log, () => client.views.update({ view_id: viewId, view }))
