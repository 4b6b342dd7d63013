import type { Services } from '../../../src/adapter.ts'
import type { Inbound } from '../inbound.ts'
import { callbackOf, readModal, renderModal } from './modal.ts'
import { suggestOptions } from './suggest.ts'

/** What the acknowledgement says, where Slack reads it: from memory, for it waits for nothing. */
export function acknowledgementOf(services: Services, inbound: Inbound): object | undefined {
  switch (inbound.kind) {
    case 'challenge':
      return { challenge: inbound.challenge }
    case 'suggestion':
      return suggestOptions(services, inbound)
    case 'submission':
      return keepOpen(services, inbound)
    default:
      return undefined
  }
}

/** The search stays open, and says that its answer is on its way; every other modal closes. */
function keepOpen(
  services: Services,
  { callbackId, metadata }: { callbackId: string; metadata: string },
): object | undefined {
  const modal = readModal(metadata)
  if (!modal || callbackId !== callbackOf('search')) return undefined
  const line = services.translate(modal.lang, 'slack:search.waiting')
  return { response_action: 'update', view: renderModal(services, modal, { line }) }
}
