import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  hashOf,
  packRuns,
  RUN_WORDS,
  RUNS_FILE,
  runsOf,
  unpackRuns,
  wordsOf,
} from '../../scripts/source-runs.ts'
import type { Entity } from '../../src/directory/entity.ts'
import { ROOT } from '../../src/root.ts'
import { ourDirectory, shownTexts } from '../support/our-directory.ts'

const SOURCE = join(ROOT, '..', 'shared', 'source', 'oim-structure-organisationnelle.fr.txt')
const { entities, dataset } = ourDirectory

describe('facts carry over, sentences do not', () => {
  const runs = unpackRuns(readFileSync(RUNS_FILE))
  const names = entities.map(entity => wordsOf(entity.name.fr))
  /** Words around a name that make no sentence yet: "de la Division ...", "et l’Unité ...". */
  const AROUND_A_NAME = 2

  /** For each word whether it belongs to the name of an entity, by the longest names there. */
  function partsOfNames(words: readonly string[]): boolean[] {
    const marks = words.map(() => false)
    for (const name of names)
      for (let start = 0; start + name.length <= words.length; start++)
        if (name.every((word, i) => words[start + i] === word)) marks.fill(true, start, start + name.length)
    return marks
  }

  /** Runs that a text shares with the source, those aside that are hardly more than names. */
  function sharedRuns(text: string): string[] {
    const words = wordsOf(text)
    const marks = partsOfNames(words)
    return runsOf(words).filter((run, start) => {
      const others = marks.slice(start, start + RUN_WORDS).filter(isName => !isName).length
      return others > AROUND_A_NAME && runs.has(hashOf(run))
    })
  }

  const texts: [string, string][] = [
    ...entities.flatMap(e =>
      shownTexts(e, 'fr').map(([field, text]): [string, string] => [`${e.id} ${field}`, text]),
    ),
    ...dataset.notCovered.map(({ id, hint }): [string, string] => [`not-covered ${id}`, hint.fr]),
    ['source citation', dataset.source.citation.fr],
    ['source description', dataset.source.description.fr],
  ]

  test('no text shares ten words in a row with the source, names aside', () => {
    expect(texts.length).toBeGreaterThan(1000)
    expect(texts.flatMap(([where, text]) => sharedRuns(text).map(run => `${where}: ${run}`))).toEqual([])
  })

  test.runIf(existsSync(SOURCE))('the kept hashes are those of the source', () => {
    const packed = packRuns(readFileSync(SOURCE, 'utf8'))
    expect(packed.equals(readFileSync(RUNS_FILE))).toBe(true)
    expect(runs.size).toBeGreaterThan(10_000)
  })

  test.runIf(existsSync(SOURCE))(
    'a sentence of the source would be found, whatever its case and accents',
    () => {
      const line =
        readFileSync(SOURCE, 'utf8')
          .split('\n')
          .find(l => wordsOf(l).length > 2 * RUN_WORDS) ?? ''
      const words = line
        .split(/\s+/)
        .slice(4, 4 + RUN_WORDS + 4)
        .join(' ')
      expect(sharedRuns(`Voici : ${words.toUpperCase()} !`)).not.toEqual([])
      expect(sharedRuns(words.split(' ').toReversed().join(' '))).toEqual([])
    },
  )
})

describe('what to come here for', () => {
  const linesOf = ({ source }: Pick<Entity, 'source'>): number[] =>
    source.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i))

  /** Lines that may speak of an entity's duties: its own, its parent's and those of its relations. */
  function linesAbout(entity: Entity): Set<number> {
    const parent = ourDirectory.parent(entity)
    const related = entity.relations.map(({ to }) => ourDirectory.get(to))
    return new Set([entity, ...(parent ? [parent] : []), ...related].flatMap(linesOf))
  }

  test('comes from the lines that speak of the entity, or is listed as inferred', () => {
    const untraced = entities.flatMap(entity => {
      const lines = linesAbout(entity)
      const inferred = new Set(entity.inferred.map(({ field }) => field))
      return entity.handles.flatMap((handle, i) =>
        inferred.has(`handles[${i}]`) || linesOf(handle).every(line => lines.has(line))
          ? []
          : [`${entity.id} handles[${i}] ${JSON.stringify(handle.source)} ${handle.fr}`],
      )
    })
    expect(untraced).toEqual([])
  })

  test.runIf(existsSync(SOURCE))('points to lines that the source has', () => {
    const last = readFileSync(SOURCE, 'utf8').trimEnd().split('\n').length
    const beyond = entities.filter(e => [e, ...e.handles].flatMap(linesOf).some(line => line > last))
    expect(beyond.map(e => e.id)).toEqual([])
  })
})
