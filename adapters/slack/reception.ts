import type { Services } from '../../src/adapter.ts'
import type { Delivery, Inbound } from './inbound.ts'
import { acknowledgementOf } from './views/acknowledge.ts'

/** Tells Slack that something has come, and perhaps what it asked for. Called once. */
export type Acknowledge = (said?: object) => void

/** Takes in what came, over HTTP or Socket Mode; every acknowledgement leaves within this turn of the event loop. */
export type Receive = (inbound: Inbound, acknowledge: Acknowledge) => void

/** Acknowledgements of commands, which may carry the answer. */
export interface Held {
  /** False where it has left: then the answer goes another way. */
  answer(delivery: string, said: object): boolean
}

/**
 * Everything is acknowledged before it is worked, but for commands: where all that their answer needs is in
 * memory it is found within the turn, and is itself the acknowledgement. A store, a locale or a Slack that
 * takes longer is not waited for.
 * @param accept takes over what has been acknowledged
 */
export function createReception(
  services: Services,
  accept: (delivery: Delivery) => void,
): { receive: Receive; held: Held } {
  const waiting = new Map<string, Acknowledge>()

  function work(delivery: Delivery): void {
    try {
      accept(delivery)
    } catch (error) {
      services.log.error({ err: error, event: delivery.id }, 'a delivery could not be taken in')
    }
  }

  function said(inbound: Inbound): object | undefined {
    try {
      return acknowledgementOf(services, inbound)
    } catch (error) {
      services.log.error({ err: error }, 'an acknowledgement could not be filled in')
      return undefined
    }
  }

  function hold({ id }: Delivery, acknowledge: Acknowledge): void {
    waiting.set(id, acknowledge)
    setImmediate(() => {
      if (waiting.delete(id)) acknowledge()
    })
  }

  return {
    receive(inbound, acknowledge) {
      const delivery = 'delivery' in inbound ? inbound.delivery : undefined
      const mayAnswer = delivery !== undefined && 'command' in delivery.body && !waiting.has(delivery.id)
      if (mayAnswer) hold(delivery, acknowledge)
      else acknowledge(said(inbound))
      if (mayAnswer) work(delivery)
      else if (delivery) setImmediate(work, delivery)
    },
    held: {
      answer(id, said) {
        const acknowledge = waiting.get(id)
        waiting.delete(id)
        acknowledge?.(said)
        return acknowledge !== undefined
      },
    },
  }
}
