import type { KnownBlock, LinkUnfurls, View } from '@slack/types'
import type {
  AppsConnectionsOpenArguments,
  AssistantThreadsSetStatusArguments,
  AssistantThreadsSetSuggestedPromptsArguments,
  AssistantThreadsSetTitleArguments,
  AuthTestArguments,
  ChatPostEphemeralArguments,
  ChatPostMessageArguments,
  ChatUnfurlArguments,
  ChatUpdateArguments,
  FunctionsCompleteErrorArguments,
  FunctionsCompleteSuccessArguments,
  OAuthV2AccessArguments,
  UsersInfoArguments,
  ViewsOpenArguments,
  ViewsPublishArguments,
  ViewsPushArguments,
  ViewsUpdateArguments,
} from '@slack/web-api'
import * as z from 'zod/v4'
import { LIMITS } from '../../adapters/slack/limits.ts'
import { faultsOf, faultsOfView } from './slack-blocks.ts'

/** The Web API as the double knows it: each method's arguments, as they come over the wire in a form. */

type Keys<A> = A extends unknown ? keyof A : never
type Value<A, K> = A extends unknown ? (K extends keyof A ? A[K] : never) : never
/** Only what the type of @slack/web-api has, and each of its type; `team_id` comes with a client of a workspace. */
type Shape<A> = { [K in Keys<A>]?: z.ZodType<Value<A, K> | undefined> } & { team_id?: z.ZodType }

const argumentsOf =
  <A>() =>
  <S extends Shape<A>>(shape: S & Record<Exclude<keyof S, Keys<A> | 'team_id'>, never>) =>
    z.strictObject({ team_id: id.optional(), ...shape })

const id = z.string().regex(/^[A-Z][A-Z0-9]+$/, 'is no id of Slack')
const execution = z.string().regex(/^Fx\w+$/, 'is no id of a run')
const ts = z.string().regex(/^\d{10}\.\d{6}$/, 'is no time of a message')
const text = z.string().min(1).max(LIMITS.text)
const flag = z.enum(['true', 'false']).transform(v => v === 'true')
const parse = z.enum(['full', 'none'])
const limited = (most: number) => z.string().min(1).max(most)

/** Lists and objects travel as JSON; `faultsIn` names what Slack would not take in them. */
const json = <T>(faultsIn: (value: unknown) => readonly string[] = () => []) =>
  z
    .string()
    .transform((value): unknown => JSON.parse(value))
    .pipe(
      z.custom<T>(value => faultsIn(value).length === 0, {
        error: ({ input }) => faultsIn(input).join('; '),
      }),
    )
const messagesOf = (error: z.ZodError | undefined): readonly string[] =>
  (error?.issues ?? []).map(({ message }) => message)

const blocks = json<KnownBlock[]>(faultsOf)
const view = json<View>(faultsOfView)
const unfurls = json<LinkUnfurls>(value => {
  const { data, error } = z.record(z.url(), z.looseObject({ blocks: z.unknown() })).safeParse(value)
  return data ? Object.values(data).flatMap(({ blocks }) => faultsOf(blocks)) : messagesOf(error)
})
/** docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts: at most four. */
const prompts = json<{ title: string; message: string }[]>(value => {
  const prompt = z.strictObject({ title: limited(100), message: limited(1_000) })
  return messagesOf(z.array(prompt).min(1).max(4).safeParse(value).error)
})

export const METHODS = {
  'auth.test': argumentsOf<AuthTestArguments>()({}),
  'users.info': argumentsOf<UsersInfoArguments>()({ user: id, include_locale: flag.optional() }),
  'apps.connections.open': argumentsOf<AppsConnectionsOpenArguments>()({}),
  'oauth.v2.access': argumentsOf<OAuthV2AccessArguments>()({
    client_id: z.string(),
    client_secret: z.string(),
    code: z.string().optional(),
    redirect_uri: z.url().optional(),
    grant_type: z.enum(['authorization_code', 'refresh_token']).optional(),
    refresh_token: z.string().optional(),
  }),
  'chat.postMessage': argumentsOf<ChatPostMessageArguments>()({
    channel: id,
    thread_ts: ts.optional(),
    text,
    blocks,
    unfurl_links: flag.optional(),
    unfurl_media: flag.optional(),
    parse: parse.optional(),
  }),
  'chat.postEphemeral': argumentsOf<ChatPostEphemeralArguments>()({
    channel: id,
    thread_ts: ts.optional(),
    user: id,
    text,
    blocks,
    parse: parse.optional(),
  }),
  'chat.update': argumentsOf<ChatUpdateArguments>()({
    channel: id,
    ts,
    text,
    blocks,
    parse: parse.optional(),
  }),
  'chat.unfurl': argumentsOf<ChatUnfurlArguments>()({
    channel: id.optional(),
    ts: ts.optional(),
    source: z.enum(['composer', 'conversations_history']).optional(),
    unfurl_id: z.string().optional(),
    unfurls,
  }),
  'views.open': argumentsOf<ViewsOpenArguments>()({ trigger_id: z.string().min(1), view }),
  'views.push': argumentsOf<ViewsPushArguments>()({ trigger_id: z.string().min(1), view }),
  'views.update': argumentsOf<ViewsUpdateArguments>()({
    view_id: id.optional(),
    external_id: limited(LIMITS.actionId).optional(),
    hash: z.string().optional(),
    view,
  }),
  'views.publish': argumentsOf<ViewsPublishArguments>()({ user_id: id, hash: z.string().optional(), view }),
  'assistant.threads.setStatus': argumentsOf<AssistantThreadsSetStatusArguments>()({
    channel_id: id,
    thread_ts: ts,
    status: z.string().max(50),
  }),
  'assistant.threads.setTitle': argumentsOf<AssistantThreadsSetTitleArguments>()({
    channel_id: id,
    thread_ts: ts,
    title: limited(255),
  }),
  'assistant.threads.setSuggestedPrompts': argumentsOf<AssistantThreadsSetSuggestedPromptsArguments>()({
    channel_id: id,
    thread_ts: ts.optional(),
    title: limited(255).optional(),
    prompts,
  }),
  'functions.completeSuccess': argumentsOf<FunctionsCompleteSuccessArguments>()({
    function_execution_id: execution,
    outputs: json<Record<string, unknown>>(),
  }),
  'functions.completeError': argumentsOf<FunctionsCompleteErrorArguments>()({
    function_execution_id: execution,
    error: z.string().min(1),
  }),
  /** What goes to the address that came with a command or a press: JSON, not a form. */
  response_url: z.strictObject({
    text,
    blocks: z.unknown().superRefine((value, context) => {
      for (const message of faultsOf(value)) context.addIssue({ code: 'custom', message })
    }),
    response_type: z.enum(['ephemeral', 'in_channel']),
    replace_original: z.boolean().optional(),
    delete_original: z.boolean().optional(),
    thread_ts: ts.optional(),
  }),
} as const

export type Method = keyof typeof METHODS
export const isMethod = (name: string): name is Method => Object.hasOwn(METHODS, name)

/** Methods that are called before there is a token. */
export const WITHOUT_TOKEN: ReadonlySet<string> = new Set<Method>(['oauth.v2.access', 'response_url'])
