import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DeadlineError, withDeadline } from '../../src/deadline.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what is over in time gives its result or its fault, and leaves no timer behind', async () => {
  expect(await withDeadline('a task', 100, Promise.resolve(1))).toBe(1)
  await expect(withDeadline('a task', 100, Promise.reject(new Error('its own')))).rejects.toThrow('its own')
  expect(vi.getTimerCount()).toBe(0)
})

test('what is late is given up, by name', async () => {
  const late = withDeadline('a task', 100, new Promise(() => {}))
  const refused = expect(late).rejects.toThrow(new DeadlineError('a task', 100))
  await vi.advanceTimersByTimeAsync(100)
  await refused
})

test('what fails after it was given up disturbs nobody', async () => {
  const task = new Promise((_, reject) => setTimeout(() => reject(new Error('too late')), 200))
  const refused = expect(withDeadline('a task', 100, task)).rejects.toBeInstanceOf(DeadlineError)
  await vi.advanceTimersByTimeAsync(300)
  await refused
})
