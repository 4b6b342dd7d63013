/** Why the manifest asks for each permission: the scope that every call and event of this adapter needs. */

/** docs.slack.dev/reference/methods, 'required scopes'; null: none. */
export const CALLS = {
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
  link_shared: 'links:read',
  app_uninstalled: null,
  'message.im': 'im:history',
  tokens_revoked: null,
} as const

/** docs.slack.dev/interactivity/implementing-slash-commands. */
export const COMMANDS = { '/oim': 'commands' } as const

/** What an installation asks for: each scope once, in the order of the alphabet. */
export const NEEDED_SCOPES: readonly string[] = [
  ...new Set([CALLS, EVENTS, COMMANDS].flatMap(table => Object.values(table)).filter(s => s !== null)),
].sort()
