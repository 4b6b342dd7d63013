import type { Installation as Installed } from '@slack/oauth'
import * as z from 'zod/v4'
import { DeadEnd } from '../failures.ts'

/** What is kept of an installation: what the bot needs to speak, and nothing of who installed it. */
const installationSchema = z.strictObject({
  /** The workspace (T…), or the organisation (E…) that let it in for all of its workspaces. */
  id: z.string().regex(/^[TE]\w{1,63}$/),
  botToken: z.string().min(1).max(500),
  botId: z.string().max(64),
  botUserId: z.string().max(64),
  scopes: z.array(z.string().max(80)).max(100),
  /** Where tokens rotate: what renews this one, and when it expires, in milliseconds since 1970. */
  renewal: z.strictObject({ token: z.string().min(1).max(500), expiresAt: z.int() }).optional(),
})
export type Installation = Readonly<z.infer<typeof installationSchema>>

export const parseInstallation = (json: string): Installation => installationSchema.parse(JSON.parse(json))

/** @throws DeadEnd where Slack gave no bot, or no place */
export function toInstallation({ team, enterprise, isEnterpriseInstall, bot }: Installed): Installation {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id
  if (!bot || !id) throw new DeadEnd('Slack gave no bot token, or no workspace')
  const { refreshToken, expiresAt } = bot
  return {
    id,
    botToken: bot.token,
    botId: bot.id,
    botUserId: bot.userId,
    scopes: bot.scopes,
    ...(refreshToken && expiresAt ? { renewal: { token: refreshToken, expiresAt: expiresAt * 1_000 } } : {}),
  }
}
