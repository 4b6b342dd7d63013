/** The arrows between the rooms (docs/decisions.md); test/rules plants a violation of each. */

/** Rooms and files that know no chat platform. */
const NEUTRAL = '^src/((directory|understand|answer|cards|store)/|(core|memory|presses|known)\\.ts$)'

/** A room may import itself and these; everything else in src/ and adapters/ is forbidden. */
const room = (name, allowed) => ({
  name: `${name}-stays-in-its-arrows`,
  comment: `src/${name} imports itself and ${allowed.join(', ') || 'nothing'} only`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    path: '^(src|adapters|scripts|bench|test)/',
    pathNot: `^src/(${[`${name}/`, ...allowed].join('|')})`,
  },
})

const SMALL = ['lang\\.ts$', 'text\\.ts$', 'never\\.ts$', 'root\\.ts$']

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'types may refer to each other, code may not',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-platform-package-in-the-core',
      comment: 'what only one platform understands lives in its adapter',
      severity: 'error',
      from: { path: NEUTRAL },
      to: { path: '(^|/)(@slack/|botbuilder|botframework|@microsoft/|express|adaptivecards)' },
    },
    {
      name: 'only-compose-imports-adapters',
      comment: 'the composition root hands adapters over; nobody else knows that they exist',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/compose\\.ts$' },
      to: { path: '^adapters/' },
    },
    {
      name: 'adapters-know-the-core-by-its-doors',
      comment:
        'an adapter gets everything else by the front, from compose; what its own pages are made of, the server lends',
      severity: 'error',
      from: { path: '^adapters/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/((cards|answer|store)/|server/(card-html|html|limiter)\\.ts$|(adapter|answer-id|core|config|messages|lang|log|secret|never|deadline|fetch|root|text)\\.ts$)',
      },
    },
    {
      name: 'adapters-do-not-know-each-other',
      comment: 'what two platforms share belongs to the core',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    {
      name: 'answer-knows-the-question-by-its-types',
      comment: 'an answer is made from a Query; how it was understood is not its business',
      severity: 'error',
      from: { path: '^src/answer/' },
      to: { path: '^src/understand/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'understand-knows-the-answer-by-its-types',
      comment: 'intents and notes have their home in the answer',
      severity: 'error',
      from: { path: '^src/understand/' },
      to: { path: '^src/answer/', dependencyTypesNot: ['type-only'] },
    },
    room('directory', SMALL),
    room('understand', ['directory/', 'answer/', ...SMALL]),
    room('answer', ['directory/', 'understand/', ...SMALL]),
    room('cards', ['answer/', 'directory/', 'messages\\.ts$', ...SMALL]),
    room('store', ['answer/', 'directory/', 'deadline\\.ts$', 'log\\.ts$', 'secret\\.ts$', ...SMALL]),
    room('server', ['cards/', 'store/store\\.ts$', 'adapter\\.ts$', 'log\\.ts$', 'messages\\.ts$', ...SMALL]),
    {
      name: 'the-core-is-composed-from-above',
      comment: 'core, memory and presses know neither the process around them nor its set-up',
      severity: 'error',
      from: { path: '^src/(core|memory|presses|known)\\.ts$' },
      to: { path: '^src/((server|commands)/|(compose|cli|config|settings|knowledge|adapter)\\.ts$)' },
    },
    {
      name: 'the-program-does-not-import-its-tests',
      comment: 'tests, benchmarks and scripts look at the program, never the other way round',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'every-import-is-found',
      comment: 'and every package stands in package.json',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
