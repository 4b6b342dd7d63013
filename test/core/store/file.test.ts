import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, expect, test } from 'vitest'
import { createStore } from '../../../src/store/sqlite/index.ts'
import type { Store } from '../../../src/store/store.ts'
import { newFolder } from '../../support/organisation.ts'

const open: Store[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(store => store.close()))
})
async function openStore(path: string): Promise<Store> {
  const store = await createStore({ path, retentionDays: 90 })
  open.push(store)
  return store
}

test('the folder of the file is made, and what was written outlives the process', async () => {
  const path = join(newFolder(), 'deep', 'er', 'oim.sqlite')
  const first = await createStore({ path, retentionDays: 90 })
  await first.preferences.setLang('a', 'es')
  await first.close()
  const second = await openStore(path)
  expect(await second.preferences.lang('a')).toBe('es')
})

test('a file from before any migration gets its tables, and keeps what it held', async () => {
  const path = join(newFolder(), 'old.sqlite')
  const old = new Database(path)
  old.exec("create table remark (text); insert into remark values ('kept')")
  old.close()
  const store = await openStore(path)
  await store.preferences.setLang('a', 'en')
  const again = new Database(path)
  expect(again.prepare('select text from remark').all()).toEqual([{ text: 'kept' }])
  again.close()
})

test('an up-to-date file is not migrated again', async () => {
  const path = join(newFolder(), 'oim.sqlite')
  const steps = (): unknown[] => {
    const file = new Database(path)
    const rows = file.prepare('select name, timestamp from kysely_migration').all()
    file.close()
    return rows
  }
  await openStore(path)
  const first = steps()
  await openStore(path)
  expect(first.length).toBeGreaterThan(0)
  expect(steps()).toEqual(first)
})

test('a file of a newer version is refused rather than written to', async () => {
  const path = join(newFolder(), 'oim.sqlite')
  await openStore(path)
  const file = new Database(path)
  file.exec("insert into kysely_migration values ('999-from-the-future', '2030-01-01')")
  file.close()
  await expect(createStore({ path, retentionDays: 90 })).rejects.toThrow('999-from-the-future')
})

test('two stores on one file see each other’s writing, and one of them takes an event', async () => {
  const path = join(newFolder(), 'oim.sqlite')
  const [one, two] = [await openStore(path), await openStore(path)]
  await one.preferences.setLang('a', 'es')
  expect(await two.preferences.lang('a')).toBe('es')
  const claim = { id: 'e', adapter: 'here', payload: 'sealed' }
  const taken = await Promise.all([one, two, one, two].map(store => store.claims.take(claim, 30_000)))
  expect(taken.filter(Boolean)).toHaveLength(1)
})

test('of a done event nothing is left in the file but that it is done', async () => {
  const path = join(newFolder(), 'oim.sqlite')
  const store = await openStore(path)
  await store.claims.take({ id: 'e', adapter: 'here', payload: 'sealed' }, 30_000)
  await store.claims.done('e')
  const file = new Database(path)
  expect(file.prepare('select id, payload, status from claims').all()).toEqual([
    { id: 'e', payload: null, status: 'done' },
  ])
  file.close()
})
