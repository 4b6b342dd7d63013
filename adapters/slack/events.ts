import type { App } from '@slack/bolt'
import { answerCommand, answerDirect, answerMention, type Tools } from './answers.ts'
import { commandSchema, messageSchema, pressSchema } from './bodies.ts'
import { inboxFault } from './failures.ts'
import { answerPress } from './presses.ts'

/**
 * Who answers what. Bodies have been sorted and cut down before they come here (bodies.ts), so whatever
 * command or press arrives is ours, under whatever name an administrator gave the command.
 */
export function listen(app: App, tools: Tools): void {
  app.command(/^/, ({ command, client }) => answerCommand(tools, client, commandSchema.parse(command)))
  app.event('app_mention', ({ event, body, client }) =>
    answerMention(tools, client, body.team_id, messageSchema.parse(event)),
  )
  app.event('message', ({ event, body, client }) =>
    answerDirect(tools, client, body.team_id, messageSchema.parse(event)),
  )
  app.action({ type: 'block_actions' }, ({ body, client }) =>
    answerPress(tools, client, pressSchema.parse(body)),
  )
  // Bolt swallows what its error handler does not throw again; the inbox must hear of it.
  app.error(async error => {
    throw inboxFault(error.original ?? error)
  })
}
