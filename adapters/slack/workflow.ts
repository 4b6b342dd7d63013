import type { Tools } from './answers.ts'
import { within } from './timing.ts'

/** What a workflow gets to route by; texts are empty where the directory names no unit. */
interface StepOutputs extends Record<string, string | number> {
  unit_id: string
  name: string
  /** From the unit upwards. */
  chain: string
  /** 0 to 1. */
  confidence: number
  contact_channel: string
}

/** How a step ends. */
interface Ends {
  complete(result: { outputs: StepOutputs }): Promise<unknown>
  fail(result: { error: string }): Promise<unknown>
}

/** The workflow step: a question in, the unit that handles it out. Nothing of it is kept. */
export async function answerStep(tools: Tools, question: string, { complete, fail }: Ends): Promise<void> {
  const { log, translate, defaultLang } = tools.services
  let outputs: StepOutputs
  try {
    outputs = await find(tools, question)
  } catch (error) {
    log.error({ err: error }, 'a workflow step could not be answered')
    await fail({ error: translate(defaultLang, 'slack:trouble') })
    return
  }
  await complete({ outputs })
}

async function find({ services, timing }: Tools, text: string): Promise<StepOutputs> {
  const { core, directory } = services
  const asked = core.ask({ text, intent: 'escalate', private: true, record: false })
  const answer = await within(timing.coreMs, 'the answer', asked)
  const ids = answer.type === 'chain' || answer.type === 'unit' ? answer.entities : []
  const [unit, ...above] = ids.map(id => directory().get(id))
  const chats = unit ? directory().contact(unit.id)?.chats : undefined
  return {
    unit_id: unit?.id ?? '',
    name: unit?.name[answer.lang] ?? '',
    chain: [unit, ...above].flatMap(e => (e ? [e.name[answer.lang]] : [])).join(' › '),
    confidence: answer.confidence,
    contact_channel: chats?.find(({ platform }) => platform === 'slack')?.target ?? '',
  }
}
