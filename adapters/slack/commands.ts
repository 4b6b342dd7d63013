import type { WebClient } from '@slack/web-api'
import type { Lang } from '../../src/lang.ts'
import { type Place, type Told, type Tools, tell } from './answers.ts'
import { type Command, commandId } from './bodies.ts'
import { sendBy } from './failures.ts'
import { keepLanguage } from './language.ts'
import { langOf } from './readers.ts'
import { type Message, renderLine } from './render.ts'
import { postDirect, whisper } from './send.ts'
import { type Asked, readSubcommand } from './subcommands.ts'

/** `/oim ...`: answered to the asker alone, with a button to share; in the acknowledgement where that is quick enough. */
export function answerCommand(tools: Tools, client: WebClient, command: Command): Promise<void> {
  const { team_id: team, user_id: user, channel_id: channel, response_url: url } = command
  const place: Place = {
    team,
    user,
    key: ['conversation', 'slack', team, channel, user],
    isShareable: true,
  }
  const read = readSubcommand(command.text)
  const id = commandId(command)
  return tools.unsent.once(
    id,
    async () =>
      'language' in read
        ? await speak(tools, place, read.language)
        : (await tellOf(tools, place, read)).message,
    async message => {
      if (tools.held.answer(id, { ...message, response_type: 'ephemeral' })) return
      await sendBy(
        tools.services.log,
        () => tools.respond(url, { ...message, response_type: 'ephemeral', replace_original: false }),
        () => whisper(client, { channel }, user, message),
        () => postDirect(client, user, message),
      )
    },
  )
}

/**
 * A sub-command without an object goes on from what was shown; where nothing was, `list` shows the top of
 * the structure, and any other one the help.
 */
async function tellOf(tools: Tools, place: Place, asked: Asked): Promise<Told> {
  const told = await tell(tools, place, { ...asked, private: true })
  const isBare = asked.intent !== undefined && asked.text === ''
  if (!isBare || told.answer?.type !== 'not-covered') return told
  const { lang } = told
  const [root] = tools.services.directory().entities
  return await tell(tools, place, {
    ...(asked.intent === 'children' && root
      ? { text: root.name[lang], intent: 'children' as const }
      : { text: '', intent: 'help' as const }),
    lang,
    private: true,
    record: false,
  })
}

/** `/oim lang ...`: the language in which somebody is answered from now on. */
async function speak(tools: Tools, place: Place, chosen: Lang | undefined): Promise<Message> {
  const { translate, defaultLang } = tools.services
  if (chosen === undefined) {
    const reader = await tools.readers.of(place.team, place.user)
    return renderLine(translate(langOf(reader, defaultLang), 'slack:lang.usage'))
  }
  const isKept = await keepLanguage(tools, place, chosen)
  return renderLine(translate(chosen, isKept ? 'slack:lang.kept' : 'slack:trouble'))
}
