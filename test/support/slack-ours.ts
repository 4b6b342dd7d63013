import type { Services } from '../../src/adapter.ts'
import { toCard } from '../../src/cards/index.ts'
import { createCore, type Knowledge } from '../../src/core.ts'
import { ours, translate } from './knowledge.ts'

/** What an adapter is handed in earnest: our own core, cards and directory over the store of the test. */
export const withOurs =
  (knowledge: Knowledge = ours) =>
  (services: Services): Services => ({
    ...services,
    core: createCore({
      knowledge: () => knowledge,
      store: services.store,
      defaultLang: services.defaultLang,
      log: services.log,
    }),
    directory: () => knowledge.directory,
    toCard: (answer, { page = 0 } = {}) =>
      toCard(answer, { directory: knowledge.directory, translate, page }),
    toNotice: ({ code, lang }) => translate(lang, `core:notice.${code}`),
  })
