import type { MigrationFiles } from '../changes/checksums.js'
import { diagnostic } from '../diagnostics/codes.js'
import type { Outcome } from '../diagnostics/diagnostic.js'

/** By its whole name, or by the number it begins with. */
export function migrationNamed(
  migrations: readonly MigrationFiles[],
  wanted: string,
): Outcome<MigrationFiles> {
  const byNumber = migrations.filter(({ name }) => name.split('_', 1)[0] === wanted)
  const found =
    migrations.find(({ name }) => name === wanted) ?? (byNumber.length === 1 ? byNumber[0] : undefined)
  if (found !== undefined) return { value: found, diagnostics: [] }
  const message =
    byNumber.length > 1
      ? `${wanted} is the number of ${byNumber.map(({ name }) => name).join(' and of ')}`
      : `there is no migration ${wanted}`
  const hint = 'give the whole name of a folder in migrations/'
  return { value: undefined, diagnostics: [diagnostic('migration-missing', undefined, message, hint)] }
}
