/** Why the manifest asks for each permission: the scope that every call and event of this adapter needs. */

/** docs.slack.dev/reference/methods, 'required scopes'; null: none. */
export const CALLS = {
  'assistant.threads.setStatus': 'assistant:write',
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'assistant.threads.setTitle': 'assistant:write',
  'auth.test': null,
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.unfurl': 'links:write',
  'chat.update': 'chat:write',
  'oauth.v2.access': null,
  'users.info': 'users:read',
  'views.open': null,
  'views.publish': null,
  'views.push': null,
  'views.update': null,
} as const

/** docs.slack.dev/reference/events, 'required scopes'. */
export const EVENTS = {
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  app_uninstalled: null,
  assistant_thread_context_changed: 'assistant:write',
  assistant_thread_started: 'assistant:write',
  function_executed: null,
  link_shared: 'links:read',
  'message.im': 'im:history',
  tokens_revoked: null,
} as const

/** docs.slack.dev/interactivity/implementing-slash-commands. */
export const COMMANDS = { '/oim': 'commands' } as const

/** What an installation asks for: each scope once, in the order of the alphabet. */
export const NEEDED_SCOPES: readonly string[] = [
  ...new Set([CALLS, EVENTS, COMMANDS].flatMap(table => Object.values(table)).filter(s => s !== null)),
].sort()

/** The two forms of the agent, and the events that are of the other: an app has one of them. */
export type Form = 'agent_view' | 'assistant_view'
export const FORMS: Readonly<Record<Form, (event: string) => boolean>> = {
  agent_view: event => !event.startsWith('assistant_thread_'),
  assistant_view: () => true,
}

/** The workflow step, by its callback id: docs.slack.dev/workflows/creating-custom-steps. */
export const STEP = {
  'find-unit': {
    title: 'Find the unit that handles this',
    description: 'Quelle unité s’en occupe ? Which unit handles this? ¿Qué unidad se encarga?',
    input_parameters: {
      properties: { question: { type: 'string', title: 'Question', description: 'As somebody asked it' } },
      required: ['question'],
    },
    output_parameters: {
      properties: {
        unit_id: { type: 'string', title: 'Unit id', description: 'Empty where the directory names none' },
        name: { type: 'string', title: 'Unit', description: 'Its name' },
        chain: { type: 'string', title: 'Escalation path', description: 'From the unit upwards' },
        confidence: { type: 'number', title: 'Confidence', description: '0 to 1' },
        contact_channel: {
          type: 'string',
          title: 'Contact channel',
          description: 'Empty where none is known',
        },
      },
      required: ['unit_id', 'name', 'chain', 'confidence', 'contact_channel'],
    },
  },
} as const
