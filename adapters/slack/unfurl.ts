import type { KnownBlock, LinkUnfurls } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Services } from '../../src/adapter.ts'
import { newAnswerId } from '../../src/answer-id.ts'
import type { Card } from '../../src/cards/card.ts'
import { isNotice } from '../../src/core.ts'
import { type Lang, langSchema } from '../../src/lang.ts'
import { renderButton } from './actions.ts'
import type { Tools } from './answers.ts'
import { sendBy } from './failures.ts'
import { LIMITS } from './limits.ts'
import { bold, cut, escapeText, unescapeText } from './mrkdwn.ts'
import { act } from './presses.ts'
import type { LinkShared } from './signals.ts'

/** Links of a message beyond these stay links. */
const MOST = 5

/**
 * A compact card below each link to a unit's page. None for a unit of sensitive matters: whoever posts
 * such a link is not to be talked about.
 */
export async function unfurlLinks(tools: Tools, client: WebClient, event: LinkShared): Promise<void> {
  const urls = [...new Set(event.links.map(({ url }) => url))].slice(0, MOST)
  const cards = await Promise.all(urls.map(async url => [url, await cardOf(tools, url)] as const))
  const unfurls: LinkUnfurls = Object.fromEntries(
    cards.flatMap(([url, blocks]) => (blocks ? [[url, { blocks }]] : [])),
  )
  if (Object.keys(unfurls).length === 0) return
  const { channel, message_ts: ts, source, unfurl_id: id } = event
  const target = source && id ? { source, unfurl_id: id } : { channel, ts }
  await sendBy(tools.services.log, () => client.chat.unfurl({ ...target, unfurls }))
}

async function cardOf(tools: Tools, url: string): Promise<KnownBlock[] | undefined> {
  const { services } = tools
  const linked = readLink(services, url)
  if (!linked) return undefined
  const { entity, lang } = linked
  const press = { action: 'open' as const, answer: newAnswerId(false), lang, entity }
  const answer = await act(tools, press, { private: false, record: false })
  if (!answer || isNotice(answer) || answer.sensitive) return undefined
  const open = { label: services.translate(lang, 'core:button.open'), press: { ...press, answer: answer.id } }
  return renderCompact(services.toCard(answer), open)
}

/** `PUBLIC_URL/unit/<id>?lang=..`; undefined for any other address. */
function readLink({ publicUrl, directory, defaultLang }: Services, url: string) {
  const address = unescapeText(url)
  if (publicUrl === undefined || !URL.canParse(address)) return undefined
  const base = new URL(`${publicUrl}/unit/`)
  const { origin, pathname, searchParams } = new URL(address)
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return undefined
  const entity = directory().find(pathname.slice(base.pathname.length))?.id
  const lang: Lang = langSchema.safeParse(searchParams.get('lang')).data ?? defaultLang
  return entity && { entity, lang }
}

/** What it is, what it does and where it stands; the rest opens for whoever presses. */
export function renderCompact(card: Card, open: Parameters<typeof renderButton>[0]): KnownBlock[] {
  const texts = [bold(cut(escapeText(card.title), 600)), card.summary && escapeText(card.summary)]
  const above = card.breadcrumb.map(({ label }) => label).join(' › ')
  const way = [card.eyebrow ?? '', above].filter(Boolean).join(' · ')
  return [
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: cut(texts.filter(Boolean).join('\n'), LIMITS.sectionText),
        verbatim: true,
      },
      accessory: renderButton(open, { about: card.title }),
    },
    ...(way
      ? [
          {
            type: 'context' as const,
            elements: [{ type: 'mrkdwn' as const, text: cut(escapeText(way), LIMITS.sectionText) }],
          },
        ]
      : []),
  ]
}
