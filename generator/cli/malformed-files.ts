import { MigrationError } from '../../runtime/migrate/migration-error.js'
import { parseMigrationScript } from '../../runtime/migrate/migration-script.js'
import type { MigrationFiles } from '../changes/checksums.js'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'

/** SQL files that no runner would run. */
export const malformedFiles = ({ name, files }: MigrationFiles): readonly Diagnostic[] =>
  files.filter(({ path }) => path.endsWith('.sql')).flatMap((file) => malformed(name, file))

function malformed(name: string, { path, content }: MigrationFiles['files'][number]): readonly Diagnostic[] {
  try {
    parseMigrationScript(`${name}/${path}`, content)
    return []
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error
    const hint =
      'open each statement with a line "--> what it is for", and leave transactions and files to others'
    return [diagnostic('migration-unreadable', undefined, `migration ${name}: ${error.message}`, hint)]
  }
}
