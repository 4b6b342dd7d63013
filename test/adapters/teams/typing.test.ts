import { afterEach, expect, test, vi } from 'vitest'
import { LIMITS } from '../../../adapters/teams/limits.ts'
import { CHANNEL, type Harness, startTeams } from '../../support/teams-harness.ts'

let teams: Harness
afterEach(() => teams.close())

/** The core answers a question that holds the word only when `go` is called. */
function holdBack(word: string): () => void {
  const { ask } = teams.services.core
  let go: () => void = () => {}
  const held = new Promise<void>(resolve => {
    go = resolve
  })
  vi.spyOn(teams.services.core, 'ask').mockImplementation(async question => {
    if (question.text.includes(word)) await held
    return await ask(question)
  })
  return go
}

test('an answer that takes longer is announced by a typing notice in its thread, also while others are quick', async () => {
  teams = await startTeams({ limits: { ...LIMITS, typingMs: 1 } })
  const go = holdBack('stress')
  await teams.post(teams.message('stress', CHANNEL))
  await teams.post(teams.message('trésorerie'))
  await teams.double.whenSent(1)
  const typing = await teams.double.whenTyping(1)
  expect(typing.some(({ path }) => path.includes(CHANNEL.conversation.id))).toBe(true)
  go()
  const [, slow] = await teams.double.whenSent(2)
  expect(slow?.path).toContain(CHANNEL.conversation.id)
})

test('an answer still comes where the typing notice is refused', async () => {
  teams = await startTeams({ limits: { ...LIMITS, typingMs: 1 } })
  const go = holdBack('stress')
  teams.double.failures.push({ status: 500 })
  await teams.post(teams.message('stress'))
  await teams.double.whenRequested('/connector', 1)
  go()
  const [answer] = await teams.double.whenSent(1)
  expect(answer?.activity.type).toBe('message')
})

test('a quick answer is not announced', async () => {
  teams = await startTeams({ limits: { ...LIMITS, typingMs: 60_000 } })
  await teams.post(teams.message('trésorerie'))
  await teams.double.whenSent(1)
  await teams.adapter.stop()
  expect(teams.double.typing).toEqual([])
})
