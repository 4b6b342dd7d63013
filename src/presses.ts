import type { Answer, Intent } from './answer/answer.ts'
import { alternativesOf } from './answer/answer.ts'
import { answer as answerQuery } from './answer/index.ts'
import { isSensitiveId, newAnswerId } from './answer-id.ts'
import type { Press } from './cards/press.ts'
import type { Knowledge, Notice, Presser } from './core.ts'
import type { Directory } from './directory/directory.ts'
import type { EntityId } from './directory/entity.ts'
import { knownAnswer } from './known.ts'
import type { Lang } from './lang.ts'
import type { Memory } from './memory.ts'
import { never } from './never.ts'
import type { Verdict } from './store/store.ts'
import { queryAbout } from './understand/about.ts'

interface Options {
  knowledge: () => Knowledge
  memory: Memory
  defaultLang: Lang
}

/** A press in its circumstances. */
interface Pressed {
  press: Press
  by: Presser
  knowledge: Knowledge
  memory: Memory
  /** The answer whose card was pressed; undefined where it is no longer kept, or never was (sensitive). */
  on: Answer | undefined
  /** The entity that the press names, as the directory has it now. */
  entity: EntityId | undefined
  sensitive: boolean
}

type Outcome = Answer | Notice

/** Buttons enter by the same door as questions. */
export function createPresses({
  knowledge,
  memory,
}: Options): (press: Press, by: Presser) => Promise<Outcome> {
  return (press, by) =>
    memory.inTurn(by.conversation, async () => {
      const known = knowledge()
      const kept = isSensitiveId(press.answer) ? undefined : await memory.answer(press.answer)
      const on = knownAnswer(known.directory, kept)
      const entity = press.entity && known.directory.find(press.entity)?.id
      const sensitive = isSensitiveId(press.answer) || isSensitive(known.directory, entity)
      return await act({ press, by, knowledge: known, memory, on, entity, sensitive })
    })
}

const isSensitive = (directory: Directory, id: EntityId | undefined): boolean =>
  id !== undefined && directory.get(id).sensitive

async function act(pressed: Pressed): Promise<Outcome> {
  const { press, on } = pressed
  switch (press.action) {
    case 'open':
      if (on?.type === 'choices' && pressed.entity) await judge(pressed, 'picked', true)
      return await navigate(pressed, 'find')
    case 'escalate':
    case 'parent':
    case 'children':
      return await navigate(pressed, press.action)
    case 'page':
      return again(pressed) ?? (await navigate(pressed, 'children'))
    case 'share':
      return again(pressed) ?? (await navigate(pressed, 'find'))
    case 'lang':
      return await inOtherLanguage(pressed)
    case 'helpful':
      await judge(pressed, 'helpful', false)
      return notice(pressed, 'thanks')
    case 'unhelpful':
      await judge(pressed, 'unhelpful', true)
      return notice(pressed, 'thanks')
    case 'report':
      await judge(pressed, 'report', true)
      return notice(pressed, 'reported')
    case 'save':
      return await toggleStar(pressed)
    case 'not-this':
      await judge(pressed, 'not-this', true)
      return await runnersUp(pressed)
    case 'none':
      return await noneOfThese(pressed)
    default:
      return never(press.action)
  }
}

const notice = ({ press }: Pressed, code: Notice['code']): Notice => ({ code, lang: press.lang })

/** The same answer in the language of the press. */
function again({ on, press }: Pressed): Answer | undefined {
  return on && { ...on, lang: press.lang }
}

/** An answer about an entity: what the button says, never a search. */
async function navigate(pressed: Pressed, intent: Intent): Promise<Outcome> {
  const { entity, press, sensitive, knowledge } = pressed
  const about = entity ?? pressed.on?.entities[0]
  if (about === undefined) return notice(pressed, 'gone')
  const answer = answerQuery(queryAbout(about, intent, press.lang, sensitive), knowledge.directory, {
    id: newAnswerId(sensitive),
    thresholds: knowledge.thresholds,
    context: { focus: about, alternatives: [] },
  })
  return await kept(pressed, answer)
}

async function kept({ memory, by }: Pressed, answer: Answer): Promise<Answer> {
  await memory.remember(answer, by)
  return answer
}

async function inOtherLanguage(pressed: Pressed): Promise<Outcome> {
  const same = again(pressed)
  return same
    ? await kept(pressed, { ...same, id: newAnswerId(same.sensitive) })
    : await navigate(pressed, 'find')
}

/** A star needs somebody whose it is, and is never put on a sensitive matter. */
async function toggleStar(pressed: Pressed): Promise<Outcome> {
  const { entity, by, memory, sensitive } = pressed
  if (!entity || !by.asker || sensitive) return notice(pressed, 'not-saved')
  const isSaved = await memory.toggleSaved(by.asker, entity)
  return notice(pressed, isSaved === undefined ? 'not-saved' : isSaved ? 'saved' : 'unsaved')
}

/** 'Not this one': what came behind it. */
async function runnersUp(pressed: Pressed): Promise<Outcome> {
  const { on, press, entity } = pressed
  const [first, second, ...rest] = on ? alternativesOf(on).filter(id => id !== entity) : []
  if (!on || first === undefined) return notice(pressed, 'rephrase')
  const shared = {
    id: newAnswerId(on.sensitive),
    intent: 'find' as const,
    lang: press.lang,
    sensitive: on.sensitive,
    confidence: 1 - on.confidence,
    notes: [],
  }
  return await kept(
    pressed,
    second === undefined
      ? { ...shared, type: 'unit', entities: [first], alternatives: [] }
      : { ...shared, type: 'choices', entities: [first, second, ...rest] },
  )
}

/** The first time asks for other words, the second time admits that nobody is named. */
async function noneOfThese(pressed: Pressed): Promise<Outcome> {
  const { memory, by, press, on, sensitive } = pressed
  await judge(pressed, 'none', true)
  const state = await memory.recall(by.conversation)
  if (!state || state.nones === 0) {
    await memory.countNone(state, by)
    return notice(pressed, 'rephrase')
  }
  return await kept(pressed, {
    id: newAnswerId(sensitive),
    type: 'not-covered',
    intent: on?.intent ?? 'find',
    lang: press.lang,
    entities: [],
    nearest: [],
    confidence: 0.5,
    sensitive,
    notes: [],
  })
}

/** A sensitive turn leaves no trace, its feedback neither. */
async function judge(
  { memory, press, by, entity, sensitive }: Pressed,
  verdict: Verdict,
  keep: boolean,
): Promise<void> {
  if (sensitive || !by.record) return
  await memory.feedback(
    {
      answer: press.answer,
      verdict,
      ...(entity ? { entity } : {}),
      ...(by.asker ? { asker: by.asker } : {}),
    },
    keep,
  )
}
