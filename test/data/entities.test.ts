import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LANGS } from '../../src/lang.ts'
import { ROOT } from '../../src/root.ts'
import { ourDirectory, shownTexts } from '../support/our-directory.ts'

const { entities } = ourDirectory

/** The canonical list: id, kind, parent, French name, a line an entity. */
const canonical = readFileSync(join(ROOT, 'test', 'fixtures', 'entities.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map(line => line.split('\t').slice(0, 4))

const byId = (a: readonly string[], b: readonly string[]): number => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)

test('the directory holds exactly the 146 entities of the canonical list', () => {
  expect(canonical).toHaveLength(146)
  const ours = entities.map(({ id, kind, parent, name }) => [id, kind, parent ?? '', name.fr])
  expect(ours.toSorted(byId)).toEqual(canonical.toSorted(byId))
})

test('all of them hang together: one root, and every way up ends there', () => {
  expect(entities.filter(e => !e.parent).map(e => e.id)).toEqual(['oim'])
  for (const entity of entities.filter(e => e.parent))
    expect(ourDirectory.ancestors(entity).at(-1)?.id, entity.id).toBe('oim')
})

describe.each(LANGS)('in %s', lang => {
  test('every text is there, and fits', () => {
    for (const entity of entities) {
      const name = entity.short?.[lang] ?? entity.name[lang]
      expect(name.length, `${entity.id} name`).toBeLessThanOrEqual(entity.short ? 60 : 75)
      expect(entity.summary[lang].length, `${entity.id} summary`).toBeLessThanOrEqual(280)
      for (const [field, text] of shownTexts(entity, lang)) {
        expect(text.trim(), `${entity.id} ${field}`).not.toBe('')
        if (field !== 'summary') expect(text.length, `${entity.id} ${field}`).toBeLessThanOrEqual(90)
      }
    }
  })

  test('no two entities have the same name', () => {
    const names = entities.map(e => e.name[lang])
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  test('no text raises its voice', () => {
    const loud = entities.flatMap(e => shownTexts(e, lang).filter(([, text]) => /[!¡]/.test(text)))
    expect(loud).toEqual([])
  })
})
