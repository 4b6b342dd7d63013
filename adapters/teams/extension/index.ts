import type { Services } from '../../../src/adapter.ts'
import { type Lang, langOfLocale } from '../../../src/lang.ts'
import type { Incoming } from '../activity.ts'
import { withDeadline } from '../deadline.ts'
import type { Limits } from '../limits.ts'
import { savedLang, whoOf } from '../who.ts'
import { insert, propose } from './action.ts'
import { link } from './link.ts'
import { query } from './query.ts'
import { type ExtensionResponse, lineOf } from './result.ts'

type Answerer = (incoming: Incoming, lang: Lang, services: Services) => Promise<ExtensionResponse>
interface Command {
  readonly answer: Answerer
  /** A line of ours in place of the answer. */
  readonly line: (text: string) => ExtensionResponse
}

const inDialog = (value: string): ExtensionResponse => ({ task: { type: 'message', value } })

/** By the name of the invoke. A link is asked about without a name where the app is not installed. */
const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['composeExtension/query', { answer: query, line: lineOf }],
  ['composeExtension/queryLink', { answer: link, line: lineOf }],
  ['composeExtension/anonymousQueryLink', { answer: link, line: lineOf }],
  ['composeExtension/fetchTask', { answer: propose, line: inDialog }],
  ['composeExtension/submitAction', { answer: insert, line: lineOf }],
])

export interface Extension {
  /** Undefined where the invoke is none of the message extension. Never rejects. */
  answer(incoming: Incoming): Promise<ExtensionResponse> | undefined
  /** Tells somebody of a foreign tenant that the bot is not for them. */
  refuse(incoming: Incoming): ExtensionResponse | undefined
}

/** The message extension: search from the compose box and the command bar, 'Who handles this?', links. */
export function createExtension(services: Services, limits: Limits): Extension {
  const { translate, defaultLang, log } = services
  const platformLang = ({ locale }: Incoming): Lang => langOfLocale(locale) ?? defaultLang
  const commandOf = ({ name = '' }: Incoming): Command | undefined => COMMANDS.get(name)

  async function run({ answer, line }: Command, incoming: Incoming): Promise<ExtensionResponse> {
    try {
      return await withDeadline(limits.invokeMs, async () => {
        const saved = await savedLang(whoOf(incoming, services).asker, services)
        return await answer(incoming, saved ?? platformLang(incoming), services)
      })
    } catch (error) {
      log.error({ err: error, name: incoming.name }, 'Teams: a message extension was not answered')
      return line(translate(platformLang(incoming), 'teams:failed'))
    }
  }

  return {
    answer(incoming) {
      const command = commandOf(incoming)
      return command && run(command, incoming)
    },
    refuse: incoming => commandOf(incoming)?.line(translate(platformLang(incoming), 'teams:foreign')),
  }
}
