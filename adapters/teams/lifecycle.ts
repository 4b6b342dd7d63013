import { type Incoming, isFromBot } from './activity.ts'

/**
 * What an activity that is no invoke means to us:
 * - message, edit: a person's question, new or written anew
 * - arrival: the bot came to a conversation; Teams tells it twice, in either order
 * - renewal: it was there, and was updated
 * - departure: it was removed, or its team was deleted
 * - channel-departure: one channel of its team was deleted
 */
type Happening = 'message' | 'edit' | 'arrival' | 'renewal' | 'departure' | 'channel-departure'

/** learn.microsoft.com, Conversation events in your Teams bot: installationUpdate. */
const INSTALLATIONS: Readonly<Record<string, Happening>> = {
  add: 'arrival',
  'add-upgrade': 'renewal',
  remove: 'departure',
}

/** The same page: conversationUpdate, by channelData.eventType. */
const EVENTS: Readonly<Record<string, Happening>> = {
  teamDeleted: 'departure',
  teamHardDeleted: 'departure',
  channelDeleted: 'channel-departure',
}

/** Undefined where there is nothing to do: renamed teams, people who come and go, reactions, typing. */
export function happeningOf(incoming: Incoming): Happening | undefined {
  const { type, action = '', channelData, membersAdded = [], membersRemoved = [], recipient } = incoming
  const event = channelData?.eventType ?? ''
  const isBot = ({ id }: { id: string }): boolean => id === recipient.id
  switch (type) {
    case 'message':
      return isFromBot(incoming) ? undefined : 'message'
    case 'messageUpdate':
      // an undeleted question still has its answer
      return isFromBot(incoming) || event === 'undeleteMessage' ? undefined : 'edit'
    case 'installationUpdate':
      return INSTALLATIONS[action]
    case 'conversationUpdate':
      if (membersAdded.some(isBot)) return 'arrival'
      return membersRemoved.some(isBot) ? 'departure' : EVENTS[event]
    default:
      return undefined
  }
}
