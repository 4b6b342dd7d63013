import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../src/root.ts'

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
const run = readFileSync(join(ROOT, '.ci', 'run'), 'utf8').split('\n')

test('every step of `npm run check` is a step of .ci/run, and the tests come first', () => {
  const steps = (scripts.check ?? '').split(' && ')
  expect(steps.length).toBeGreaterThan(3)
  const others = steps.filter(step => !/npm run (--silent )?test$/.test(step))
  for (const step of others) expect(run).toContain(`step ${step}`)
  expect(run.find(line => line.startsWith('step '))).toMatch(/^step npm cit\b/)
})
