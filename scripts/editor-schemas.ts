import * as z from 'zod/v4'
import {
  asksSchema,
  contactsSchema,
  geographySchema,
  negativesSchema,
  notCoveredSchema,
  otherOrganisationsSchema,
  sourceSchema,
  thesaurusSchema,
} from '../src/directory/dataset.ts'
import { branchSchema } from '../src/directory/entity.ts'

/** The files of a dataset by the schema that an editor shall know them by. */
const SCHEMAS: Readonly<Record<string, { schema: z.ZodType; title: string }>> = {
  branch: { schema: branchSchema, title: 'A branch of the structure: data/directory/*.yaml' },
  asks: { schema: asksSchema, title: 'Example questions by entity: data/asks/*.yaml' },
  negatives: { schema: negativesSchema, title: 'Questions that no unit covers: data/negatives.yaml' },
  'not-covered': { schema: notCoveredSchema, title: 'Frequent uncovered subjects: data/not-covered.yaml' },
  'other-organisations': {
    schema: otherOrganisationsSchema,
    title: 'Organisations whose units are not ours: data/other-organisations.yaml',
  },
  thesaurus: {
    schema: thesaurusSchema,
    title: 'Everyday words and the directory’s own: data/thesaurus.yaml',
  },
  geography: {
    schema: geographySchema,
    title: 'Regions and the offices that serve them: data/geography.yaml',
  },
  source: { schema: sourceSchema, title: 'What the directory was written from: data/source.yaml' },
  contacts: { schema: contactsSchema, title: 'An overlay of contacts: OIM_CONTACTS' },
}

/** A pair of lines is two lines: by itself, a tuple of draft 7 may be shorter or longer. */
function closeTuple({ zodSchema, jsonSchema }: Parameters<Override>[0]): void {
  if (!(zodSchema instanceof z.core.$ZodTuple)) return
  const length = zodSchema._zod.def.items.length
  Object.assign(jsonSchema, { minItems: length, maxItems: length })
}
type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>

/** JSON Schemas for the curators' editors, by path. Draft 7 is what editors read most widely. */
export function editorSchemas(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, { schema, title }]) => {
      // What a curator writes, before defaults are filled in.
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        target: 'draft-7',
        io: 'input',
        override: closeTuple,
      })
      return [`data/schemas/${name}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`]
    }),
  )
}
