import { createHmac } from 'node:crypto'

export const SIGNING_SECRET = 'the signing secret of the tests'

interface SignerOptions {
  secret?: string
  /** Seconds since 1970. */
  timestamp?: number
  contentType?: string
}

/** The headers with which Slack would send this body: written here anew, so that verify.ts is not its own judge. */
export function signedHeaders(body: string, options: SignerOptions = {}): Record<string, string> {
  const { secret = SIGNING_SECRET, timestamp = Math.floor(Date.now() / 1000), contentType } = options
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`, 'utf8').digest('hex')
  return {
    'content-type':
      contentType ?? (body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded'),
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${hmac}`,
  }
}

const TEAM = 'T0TEAM'
export const USER = 'U0ASKER'
export const CHANNEL = 'C0GENERAL'
export const DIRECT = 'D0DIRECT'

let count = 0
const unique = (prefix: string): string => `${prefix}${++count}`

/** `/oim <text>`, as Slack sends it. */
export const commandBody = (text: string, fields: Record<string, string> = {}): string =>
  new URLSearchParams({
    token: 'deprecated',
    team_id: TEAM,
    team_domain: 'oim',
    channel_id: CHANNEL,
    channel_name: 'general',
    user_id: USER,
    user_name: 'asker',
    command: '/oim',
    text,
    api_app_id: 'A0APP',
    is_enterprise_install: 'false',
    trigger_id: unique('13345224609.738474920.'),
    ...fields,
  }).toString()

/** An event, as Slack sends it; `fields` of what is around it. */
export const eventBody = (event: Record<string, unknown>, fields: Record<string, unknown> = {}): string =>
  JSON.stringify({
    token: 'deprecated',
    team_id: TEAM,
    api_app_id: 'A0APP',
    type: 'event_callback',
    event_id: unique('Ev0'),
    event_time: 1_700_000_000,
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: 'U0BOT', is_bot: true }],
    is_ext_shared_channel: false,
    event: { user: USER, ts: '1700000000.000100', event_ts: '1700000000.000100', team: TEAM, ...event },
    ...fields,
  })

/** A mention of the bot in a channel. */
export const mentionBody = (
  text: string,
  fields: Record<string, unknown> = {},
  around: Record<string, unknown> = {},
): string => eventBody({ type: 'app_mention', channel: CHANNEL, text: `<@U0BOT> ${text}`, ...fields }, around)

/** A direct message to the bot. */
export const directBody = (text: string, fields: Record<string, unknown> = {}): string =>
  eventBody({ type: 'message', channel: DIRECT, channel_type: 'im', text, ...fields })

interface PressOptions {
  responseUrl: string
  isEphemeral?: boolean
  channel?: string
  thread?: string
  actionId?: string
  fields?: Record<string, unknown>
}

/** A press on a button with this value, as Slack sends it. */
export function pressBody(value: string, options: PressOptions): string {
  const { responseUrl, isEphemeral = false, channel = CHANNEL, thread, actionId = `oim:${value}` } = options
  const place = {
    message_ts: '1700000001.000200',
    channel_id: channel,
    ...(thread ? { thread_ts: thread } : {}),
  }
  const payload = {
    type: 'block_actions',
    user: { id: USER, username: 'asker', name: 'asker', team_id: TEAM },
    api_app_id: 'A0APP',
    token: 'deprecated',
    container: { type: 'message', is_ephemeral: isEphemeral, ...place },
    trigger_id: unique('12466734323.1395872398.'),
    team: { id: TEAM, domain: 'oim' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: 'general' },
    ...(isEphemeral
      ? {}
      : { message: { type: 'message', user: 'U0BOT', ts: place.message_ts, text: 'card', blocks: [] } }),
    response_url: responseUrl,
    actions: [{ action_id: actionId, block_id: 'b1', type: 'button', value, action_ts: '1700000002.000300' }],
    ...options.fields,
  }
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}

const interaction = (payload: Record<string, unknown>): string =>
  new URLSearchParams({
    payload: JSON.stringify({
      user: { id: USER, username: 'asker', name: 'asker', team_id: TEAM },
      api_app_id: 'A0APP',
      token: 'deprecated',
      team: { id: TEAM, domain: 'oim' },
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: unique('12466734323.1395872398.'),
      ...payload,
    }),
  }).toString()

/** A view of ours as Slack sends it back: what the bot opened, and an id. */
export const shownView = (view: unknown, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'V0VIEW',
  team_id: TEAM,
  ...(typeof view === 'object' ? view : {}),
  state: { values: {} },
  hash: '156772938.1827394',
  root_view_id: 'V0VIEW',
  app_id: 'A0APP',
  bot_id: 'B0BOT',
  ...fields,
})

/** A press, a pick or a text in a modal or on the Home tab. */
export const viewPressBody = (
  view: unknown,
  action: Record<string, unknown>,
  fields: Record<string, unknown> = {},
): string =>
  interaction({
    type: 'block_actions',
    container: { type: 'view', view_id: 'V0VIEW' },
    view: shownView(view),
    actions: [{ block_id: 'b1', action_ts: '1700000002.000300', ...action }],
    ...fields,
  })

/** A modal that is sent off, with what was typed into its box. */
export const submissionBody = (view: unknown, text?: string): string =>
  interaction({
    type: 'view_submission',
    view: shownView(view, {
      state: {
        values:
          text === undefined ? {} : { search: { 'search:ask': { type: 'plain_text_input', value: text } } },
      },
    }),
    response_urls: [],
  })

/** Somebody types in a menu. */
export const suggestionBody = (actionId: string, value: string): string =>
  interaction({
    type: 'block_suggestion',
    container: { type: 'view', view_id: 'V0VIEW' },
    view: shownView({ type: 'modal' }),
    action_id: actionId,
    block_id: 'pick',
    value,
  })

/** The shortcut of the message box. */
export const globalShortcutBody = (): string =>
  interaction({ type: 'shortcut', callback_id: 'oim:search', action_ts: '1700000002.000300' })

/** The shortcut of a message, which somebody else wrote. */
export const messageShortcutBody = (
  text: string,
  responseUrl: string,
  message: Record<string, unknown> = {},
): string =>
  interaction({
    type: 'message_action',
    callback_id: 'oim:card',
    action_ts: '1700000002.000300',
    channel: { id: CHANNEL, name: 'general' },
    message_ts: '1700000001.000200',
    message: { type: 'message', user: 'U0OTHER', ts: '1700000001.000200', text, ...message },
    response_url: responseUrl,
  })

/** Somebody opens the conversation with the bot, at this tab. */
export const homeOpenedBody = (fields: Record<string, unknown> = {}): string =>
  eventBody({ type: 'app_home_opened', channel: DIRECT, tab: 'home', ...fields })

/** Somebody posts these links. */
export const linkSharedBody = (urls: readonly string[], fields: Record<string, unknown> = {}): string =>
  eventBody({
    type: 'link_shared',
    channel: CHANNEL,
    is_bot_user_member: true,
    message_ts: '1700000001.000200',
    links: urls.map(url => ({ domain: 'oim.example', url })),
    ...fields,
  })
