import MiniSearch from 'minisearch'
import type { Directory } from '../src/directory/directory.ts'
import { LANGS } from '../src/lang.ts'

/** What a bot without any understanding would do: one MiniSearch over the same directory, prefix and fuzzy. */
export function createBareSearch({ entities }: Directory): (text: string) => unknown {
  const index = new MiniSearch<{ id: string; text: string }>({ fields: ['text'] })
  index.addAll(
    entities.map(e => ({
      id: e.id,
      text: LANGS.flatMap(lang => [
        e.name[lang],
        e.summary[lang],
        ...e.aliases[lang],
        ...e.handles.map(h => h[lang]),
      ]).join(' '),
    })),
  )
  return text => index.search(text, { prefix: true, fuzzy: 0.2 })
}
