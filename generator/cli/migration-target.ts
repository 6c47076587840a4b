import { join, relative } from 'node:path'
import { MigrationError } from '../../runtime/migrate/migration-error.js'
import { shownUrl } from '../../runtime/shown-url.js'
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import type { Source } from '../document/document.js'
import { parseDocument } from '../document/parse.js'
import { fileExists } from '../workspace/disk.js'
import { migrationsFolder, type OutputFolder, outputFolder } from '../workspace/output-folder.js'
import { readInclude, readSchema } from '../workspace/sources.js'
import type { MigrateOptions } from './migrate.js'

/** Which migrations run where. */
export type MigrationTarget = {
  readonly folder: string
  readonly url: string
}

export type TargetOutcome =
  | { readonly target: MigrationTarget; readonly output: OutputFolder }
  | { readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly Source[] }

/**
 * The schema is read only for the output folder it names. Where programs are deployed there may be none; then the folder is the
 * one that a schema which names none has.
 */
export function migrationTarget(options: MigrateOptions): TargetOutcome {
  const isDeployed = options.schema === 'schema.yaml' && !fileExists(options.schema)
  if (isDeployed) return found(outputFolder(options.schema, 'generated'), options)
  const { value: main, diagnostics } = readSchema(options.schema)
  if (main === undefined) return { diagnostics, sources: [] }
  const parsed = parseDocument({ main, readInclude, dialects })
  if (parsed.value === undefined || hasErrors(parsed.diagnostics)) {
    return { diagnostics: parsed.diagnostics, sources: [main] }
  }
  return found(outputFolder(options.schema, parsed.value.output), options)
}

/** Which database is looked at; the schema is read only where nothing else names one. */
export function databaseFor(
  options: MigrateOptions,
): { readonly url: string } | Exclude<TargetOutcome, { readonly target: MigrationTarget }> {
  const { DATABASE_URL, DB_CONNECTION_STRING } = process.env
  const url = options.database || DATABASE_URL || DB_CONNECTION_STRING
  if (url) return { url }
  const outcome = migrationTarget(options)
  return 'diagnostics' in outcome ? outcome : { url: outcome.target.url }
}

const found = (output: OutputFolder, options: MigrateOptions): TargetOutcome => ({
  target: targetIn(output, options),
  output,
})

function targetIn(output: OutputFolder, options: MigrateOptions): MigrationTarget {
  const { DATABASE_URL, DB_CONNECTION_STRING } = process.env
  const url =
    options.database || DATABASE_URL || DB_CONNECTION_STRING || `sqlite:${join(output.path, 'app.db')}`
  return { folder: relative(process.cwd(), migrationsFolder(output)), url }
}

/** Nothing can be run, nor compared with, before there are migrations. */
export function requireMigrations({ folder }: MigrationTarget): void {
  if (fileExists(folder)) return
  throw new MigrationError(
    'bad-folder',
    `There is no ${folder}. Run \`tablewright generate\` first, or name the schema with --schema.`,
  )
}

/** For messages: a password is nobody's business, least of all a log's. */
export function shownTarget(url: string): string {
  if (!url.startsWith('sqlite:')) return shownUrl(url)
  return `sqlite:${relative(process.cwd(), url.slice('sqlite:'.length)) || '.'}`
}
