/** Where a file may import from: the floors of docs/architecture.md. Each comment says why, and what to do instead. */

/** A room may import itself and the listed places of this project; packages and Node are ruled below. */
const room = (name, path, may, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path },
  to: { path: '^(src|parsers|test)/', pathNot: [path, ...may] },
})

/** Only these places may use a package or Node module. */
const only = (name, target, places, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^(src|parsers)/', pathNot: places },
  to: { path: target },
})

const MODEL = '^src/model/'
const BASE = '^src/base/'
const PARSERS = '^parsers/'
const CAUSES = '^parsers/(own-)?causes/'

export default {
  forbidden: [
    room('model-imports-nothing', MODEL, [], 'The model is types and names. What needs code belongs in src/base.'),
    room(
      'base-knows-no-rooms',
      BASE,
      [MODEL],
      'src/base has no words of the domain. Move domain code up to the room that uses it.',
    ),
    room(
      'parsers-stay-pure',
      PARSERS,
      [MODEL, BASE],
      'Parsers turn text into values. Files, database and clock are reached by ingest and store.',
    ),
    room(
      'intake-stays-below',
      '^src/intake/',
      [MODEL, BASE],
      'Intake hands out bytes and lines. Ingest brings it together with the parsers.',
    ),
    room('joins-stay-pure', '^src/joins/', [MODEL, BASE], 'Joins see rows through JoinStore, never the database.'),
    room(
      'ingest-floor',
      '^src/ingest/',
      [MODEL, BASE, PARSERS, '^src/intake/'],
      'Ingest hands batches to a Sink; it does not know the store.',
    ),
    room(
      'store-floor',
      '^src/store/',
      [MODEL, BASE, '^src/joins/'],
      'The store writes what it is given. Texts are read by parsers before they come here.',
    ),
    room(
      'rules-see-the-case-file',
      '^src/rules/',
      [MODEL, BASE, CAUSES],
      'Rules use interface CaseFile of src/model/case-file.ts. Extend it if a fact is missing.',
    ),
    room(
      'report-sees-the-case-file',
      '^src/report/',
      [MODEL, BASE, CAUSES, '^parsers/errors/'],
      'The report uses interfaces CaseFile and Verdict of src/model. Extend them if a value is missing.',
    ),
    room(
      'audit-floor',
      '^src/audit/',
      [MODEL, BASE, PARSERS],
      'The audit looks at configuration texts; what a case knows reaches it as arguments.',
    ),
    room(
      'cli-is-thin',
      '^src/cli/',
      ['^src/index[.]ts$', BASE],
      'A command calls the public API. Add what it needs to src/index.ts.',
    ),
    {
      name: 'nothing-imports-the-cli',
      severity: 'error',
      comment: 'The command line is the top floor. Move what others need to src/base or the public API.',
      from: { path: '^(src|parsers)/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'api-only-from-above',
      severity: 'error',
      comment: 'The pipeline calls the rooms, not the other way round.',
      from: { path: '^(src|parsers)/', pathNot: ['^src/cli/', '^src/index[.]ts$'] },
      to: { path: '^src/(index|postmortem)[.]ts$' },
    },
    only(
      'sqlite-only-in-store',
      '(^|node_modules/)better-sqlite3',
      ['^src/store/'],
      'The store is the seam. Add a method to CaseFile or Store.',
    ),
    only(
      'commander-only-in-cli',
      'node_modules/commander',
      ['^src/cli/'],
      'Options are plain objects below the command line.',
    ),
    only(
      'files-only-at-the-edge',
      '^(node:)?(fs|fs/promises)$',
      [
        '^src/(intake|ingest|store|audit|cli)/',
        '^src/(postmortem|line-context|marked-lines)[.]ts$',
        '^src/base/(package-root|unnamed-file)[.]ts$',
      ],
      'Take text or bytes as an argument; intake, store and cli touch the disk.',
    ),
    only(
      'no-network',
      '^(node:)?(http|https|http2|net|tls|dgram|dns)$',
      [],
      'The tool reads files and nothing else; it never calls out.',
    ),
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A circle means that two files are one thing or that a third one is missing.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-dev-dependency',
      severity: 'error',
      comment: 'What ships may use dependencies only: devDependencies are absent where users install it.',
      from: { path: '^(src|parsers)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment: 'The file or package does not exist, or is not in package.json.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
