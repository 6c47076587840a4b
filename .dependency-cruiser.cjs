/** Who may import whom: the walls of docs/architecture.md. */

/** Files under `from` may import of ours only what `to` names (regular expressions), and themselves. */
const only = (from, ...to) => ({
  name: `${from} imports only its neighbours`,
  severity: 'error',
  from: { path: `^generator/${from}/` },
  to: {
    path: '^(generator|runtime|generated|examples)/',
    pathNot: [`^generator/${from}/`, ...to.map((path) => `^${path}`)],
  },
})

/** The package `library` is imported by `where` alone, so that it can be exchanged in one place. */
const oneHome = (library, where) => ({
  name: `${library} has one home`,
  severity: 'error',
  from: { path: '^(generator|runtime)/', pathNot: where },
  to: { path: `node_modules/${library}/` },
})

const dialectFolders = ['sqlite', 'postgres']

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // A cycle of types alone is erased before anything runs.
    {
      name: 'no cycles',
      severity: 'error',
      from: { path: '^(generator|runtime)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nobody imports cli',
      severity: 'error',
      from: { pathNot: '^(generator/cli|bin|test)/' },
      to: { path: '^generator/cli/' },
    },
    {
      name: 'runtime never imports generator',
      severity: 'error',
      from: { path: '^runtime/' },
      to: { path: '^(generator|generated|examples|test)/' },
    },
    {
      name: 'generated code never imports the generator',
      severity: 'error',
      from: { path: '^(generated|examples/[^/]+/generated)/' },
      to: { path: '^generator/' },
    },
    // The resolver finds a package's own name by its exports, and calls that undetermined; a path is local.
    {
      name: 'generated code imports the runtime by the name of the package',
      severity: 'error',
      from: { path: '^(generated|examples/[^/]+/generated)/' },
      to: { path: '^runtime/', dependencyTypes: ['local'] },
    },
    {
      name: 'nothing that is published imports what is not',
      severity: 'error',
      from: { path: '^(generator|runtime|bin)/' },
      to: { path: '^(test|bench|scripts|examples|generated)/' },
    },
    {
      name: 'the runtime needs kysely, uuid and the drivers alone',
      severity: 'error',
      from: { path: '^runtime/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/(@types/)?(kysely|uuid|pg|better-sqlite3)/' },
    },
    {
      name: 'compile.ts calls the stages and is handed the rest',
      severity: 'error',
      from: { path: '^generator/(compile|next-migration)\\.ts$' },
      to: {
        path: '^(generator|runtime)/',
        pathNot: [
          '^generator/(diagnostics|document|model|changes|plan|prove|emit)/',
          '^generator/dialects/dialect\\.ts$',
          '^generator/next-migration\\.ts$',
        ],
      },
    },
    only('diagnostics'),
    only('naming'),
    only('document', 'generator/diagnostics/'),
    only('model', 'generator/(document|naming|diagnostics)/'),
    only('changes', 'generator/(model|naming|diagnostics)/'),
    only('pull', 'generator/dialects/(introspection|other-names)\\.ts', 'generator/(model|naming)/'),
    only(
      'drift',
      'generator/dialects/introspection\\.ts',
      'generator/model/',
      'generator/prove/catalogue-difference\\.ts',
    ),
    only('own', 'generator/(diagnostics|emit/repositories/own-repository)'),
    only('live', 'generator/dialects/', 'runtime/'),
    only('verify'),
    only('plan', 'generator/dialects/dialect\\.ts', 'generator/(changes|model|diagnostics)/'),
    only('prove', 'generator/(plan|dialects|changes|model)/', 'runtime/'),
    only('emit', 'generator/(model|plan|changes|naming|diagnostics)/', 'generator/dialects/dialect\\.ts'),
    only(
      'workspace',
      'generator/(emit/generated-file|document/(document|include)|changes/|model/|diagnostics/)',
    ),
    ...dialectFolders.map((name) => ({
      name: `${name} knows no other dialect, plan or emitter`,
      severity: 'error',
      from: { path: `^generator/dialects/${name}/` },
      to: {
        path: '^(generator|runtime)/',
        // What dialects have in common stands beside their folders; only the list of them is out of reach.
        pathNot: [
          `^generator/dialects/(${name}/|(?!index\\.ts$)[a-z-]+\\.ts$)`,
          '^generator/(changes|model|naming|diagnostics)/',
        ],
      },
    })),
    {
      name: 'only workspace, templates and the reader of TypeScript touch the disk',
      severity: 'error',
      from: {
        path: '^generator/',
        pathNot: [
          '^generator/workspace/',
          '^generator/emit/(template|typescript)\\.ts$',
          // Keeps an engine's empty cluster beside the packages, never in a project.
          '^generator/prove/engines/pglite-cluster\\.ts$',
        ],
      },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'the stages are pure: of node they know what computes',
      severity: 'error',
      // An engine in the process is watched by a thread of its own.
      from: {
        path: '^generator/',
        pathNot: '^generator/(workspace/|cli/|prove/engines/(time-limit|pglite-cluster)\\.ts$)',
      },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(path|crypto|util|url|fs(/promises)?)$' },
    },
    oneHome('yaml', '^generator/(document|pull)/'),
    oneHome('handlebars', '^generator/emit/template\\.ts$'),
    oneHome(
      'ts-morph',
      '^generator/(emit/typescript|own/[a-z-]+|verify/(column-types|stand-in-for-imports|type-text))\\.ts$',
    ),
    oneHome('pluralize', '^generator/naming/plural\\.ts$'),
    oneHome('commander', '^generator/cli/'),
    oneHome('picocolors', '^generator/(cli/|diagnostics/format\\.ts$)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['tablewright-source', 'import', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
}
