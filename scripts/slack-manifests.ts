import { COMMANDS, EVENTS, FORMS, type Form, NEEDED_SCOPES, STEP } from '../adapters/slack/scopes.ts'
import { createTranslate } from '../src/messages.ts'

/** What an administrator pastes into Slack, in both forms of the agent, from one source: the tables of scopes.ts. */

const DOOR = 'https://your-host.example/slack/events'
const RETURN = 'https://your-host.example/slack/oauth_redirect'
const translate = createTranslate()

const DESCRIPTION =
  'Quelle unité s’en occupe, et à qui escalader ? Which unit handles this? ¿Qué unidad se encarga?'
const LONG_DESCRIPTION = [
  'Un annuaire de la structure de l’Organisation internationale pour les migrations : demandez quelle unité s’occupe d’une question, et à qui l’adresser ensuite. Tapez /oim suivi de votre question, mentionnez le robot dans un canal, ou écrivez-lui directement.',
  'A directory of the structure of the International Organization for Migration: ask which unit handles a matter, and to whom to take it next. Type /oim and your question, mention the bot in a channel, or write to it directly.',
  'Un directorio de la estructura de la Organización Internacional para las Migraciones: pregunte qué unidad se encarga de un asunto y a quién elevarlo. Escriba /oim y su pregunta, mencione el robot en un canal o escríbale directamente.',
].join('\n\n')

/** A manifest holds one language; the prompts that the bot sets itself come in the reader's. */
const prompts = (['example1', 'example2', 'example3'] as const).map(example => {
  const text = translate('en', `core:help.${example}`)
  return { title: text, message: text }
})

const AGENT: Readonly<Record<Form, object>> = {
  agent_view: { agent_view: { agent_description: DESCRIPTION, suggested_prompts: prompts } },
  assistant_view: { assistant_view: { assistant_description: DESCRIPTION, suggested_prompts: prompts } },
}

function manifestOf(form: Form): object {
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'OIM',
      description: DESCRIPTION,
      long_description: LONG_DESCRIPTION,
      background_color: '#0033a0',
    },
    features: {
      ...AGENT[form],
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      shortcuts: [
        {
          type: 'message',
          callback_id: 'oim:card',
          name: 'Who handles this?',
          description:
            'L’unité compétente pour ce message. The unit in charge of this message. La unidad competente.',
        },
        {
          type: 'global',
          callback_id: 'oim:search',
          name: 'Find a unit',
          description: 'Chercher une unité. Find a unit. Buscar una unidad.',
        },
      ],
      unfurl_domains: ['your-host.example'],
      bot_user: { display_name: 'oim', always_online: true },
      slash_commands: Object.keys(COMMANDS).map(command => ({
        command,
        url: DOOR,
        description: 'Quelle unité s’en occupe ? Which unit handles this? ¿Qué unidad se encarga?',
        usage_hint: 'trésorerie · escalate phishing · dónde compras · help',
        should_escape: false,
      })),
    },
    functions: STEP,
    oauth_config: { redirect_urls: [RETURN], scopes: { bot: NEEDED_SCOPES } },
    settings: {
      event_subscriptions: {
        request_url: DOOR,
        bot_events: Object.keys(EVENTS)
          .filter(event => FORMS[form](event))
          .sort(),
      },
      interactivity: { is_enabled: true, request_url: DOOR, message_menu_options_url: DOOR },
      // Workflow steps and Enterprise Grid need it; one workspace installs all the same.
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
      function_runtime: 'remote',
    },
  }
}

/** Both files, as they lie in manifests/slack. */
export const slackManifests = (): { path: string; content: string }[] =>
  Object.entries({ manifest: 'agent_view', 'assistant-view': 'assistant_view' } as const).map(
    ([name, form]) => ({
      path: `manifests/slack/${name}.json`,
      content: `${JSON.stringify(manifestOf(form), null, 2)}\n`,
    }),
  )
