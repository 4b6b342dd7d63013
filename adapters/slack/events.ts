import type { App } from '@slack/bolt'
import { createAssistant, openMessages } from './agent.ts'
import { answerDirect, answerMention, type Tools } from './answers.ts'
import { commandSchema, type Leaving, leavingSchema, messageSchema } from './bodies.ts'
import { answerCommand } from './commands.ts'
import { inboxFault, isFinal } from './failures.ts'
import { globalShortcutSchema, messageShortcutSchema, pressSchema, submissionSchema } from './interactions.ts'
import { answerPress } from './presses.ts'
import { homeOpenedSchema, linkSharedSchema, stepSchema } from './signals.ts'
import { unfurlLinks } from './unfurl.ts'
import { placeOf } from './views/home.ts'
import { publishHome } from './views/open-home.ts'
import { answerViewPress, isInView } from './views/presses.ts'
import { openSearch, proposeFor } from './views/shortcuts.ts'
import { answerSubmission } from './views/submissions.ts'
import { answerStep } from './workflow.ts'
import type { Workspaces } from './workspaces.ts'

/**
 * Who answers what. Bodies have been sorted and cut down before they come here (bodies.ts), so whatever
 * command or press arrives is ours, under whatever name an administrator gave the command.
 */
export function listen(app: App, tools: Tools): void {
  app.assistant(createAssistant(tools))
  app.function('find-unit', ({ body, complete, fail }) =>
    answerStep(tools, stepSchema.parse(body).event.inputs.question, { complete, fail }),
  )
  app.command(/^/, ({ command, client }) => answerCommand(tools, client, commandSchema.parse(command)))
  app.event('app_mention', ({ event, body, client }) =>
    answerMention(tools, client, body.team_id, messageSchema.parse(event)),
  )
  app.event('message', ({ event, body, client }) =>
    answerDirect(tools, client, body.team_id, messageSchema.parse(event)),
  )
  app.event('app_home_opened', ({ body, client }) => {
    const { team_id: team, event } = homeOpenedSchema.parse(body)
    const { user, channel, tab } = event
    if (tab === 'messages') return openMessages(tools, client, { team, user }, channel)
    const at = placeOf(event.view?.private_metadata ?? '')
    return publishHome(tools, client, { team, user }, { at })
  })
  app.event('link_shared', ({ body, client }) =>
    unfurlLinks(tools, client, linkSharedSchema.parse(body).event),
  )
  app.action({ type: 'block_actions' }, ({ body, client }) => {
    const press = pressSchema.parse(body)
    return isInView(press) ? answerViewPress(tools, client, press) : answerPress(tools, client, press)
  })
  app.shortcut({ type: 'shortcut' }, ({ shortcut, client }) =>
    openSearch(tools, client, globalShortcutSchema.parse(shortcut)),
  )
  app.shortcut({ type: 'message_action' }, ({ shortcut, client }) =>
    proposeFor(tools, client, messageShortcutSchema.parse(shortcut)),
  )
  app.view({ type: 'view_submission' }, ({ body, client }) =>
    answerSubmission(tools, client, submissionSchema.parse(body)),
  )
  app.event('app_uninstalled', ({ body }) => takeLeave(tools.workspaces, leavingSchema.parse(body)))
  app.event('tokens_revoked', ({ body }) => takeLeave(tools.workspaces, leavingSchema.parse(body)))
  // Bolt swallows what its error handler does not throw again; the inbox must hear of it.
  app.error(async error => {
    const cause = error.original ?? error
    if (!isFinal(cause)) throw inboxFault(cause)
    tools.services.log.warn({ err: cause }, 'given up: another attempt would change nothing')
  })
}

/** The tokens of users are nothing to us: the bot has only its own. */
async function takeLeave(workspaces: Workspaces, body: Leaving): Promise<void> {
  const { event, team_id: teamId, enterprise_id: enterpriseId, event_time: seconds } = body
  if (event.type === 'tokens_revoked' && !event.tokens?.bot?.length) return
  const source = { teamId, enterpriseId: enterpriseId ?? undefined, isEnterpriseInstall: false }
  await workspaces.left(source, new Date(seconds * 1_000))
}
