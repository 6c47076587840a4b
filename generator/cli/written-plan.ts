import {
  type KeptTable,
  type MigrationScript,
  parseMigrationScript,
} from '../../runtime/migrate/migration-script.js'
import type { MigrationFiles } from '../changes/checksums.js'
import type { Step } from '../dialects/dialect.js'
import type { Migration } from '../emit/migrations/emit-migration.js'
import type { Plan, PlannedTransaction } from '../plan/plan.js'

/** The plans with the SQL that the files hold, as the runner would read it: it may be older than this toolkit, or edited. */
export const writtenPlans = (
  { name, files }: MigrationFiles,
  plans: Migration['plans'],
): Migration['plans'] =>
  plans.map((target) => {
    const written = (direction: 'up' | 'down'): Plan => {
      const path = `${target.dialect.name}.${direction}.sql`
      const text = files.find((file) => file.path === path)?.content
      return text === undefined ? target[direction] : writtenPlan(`${name}/${path}`, text, target[direction])
    }
    return { ...target, up: written('up'), down: written('down') }
  })

function writtenPlan(file: string, text: string, { dialect, transactions }: Plan): Plan {
  const script = parseMigrationScript(file, text)
  const planned = transactions.flatMap(({ steps }) => steps)
  return {
    dialect,
    directives: directivesOf(script),
    transactions: script.sections
      .filter(({ statements }) => statements.length > 0)
      .map(({ transaction, statements }): PlannedTransaction => {
        const mode = transaction === 'single' ? 'transaction' : 'none'
        return { mode, steps: [writtenStep(planned, statements)] }
      }),
  }
}

const directivesOf = ({ foreignKeys, keepsRows }: MigrationScript): readonly string[] => [
  ...(foreignKeys ? [] : ['foreign_keys: off']),
  ...(keepsRows.length === 0 ? [] : [`keeps_rows: ${keepsRows.map(keptName).join(', ')}`]),
]

const keptName = ({ before, after }: KeptTable): string =>
  before === after ? quoted(before) : `${quoted(before)} -> ${quoted(after)}`

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Which change a statement of the file belongs to nobody knows; it may be any of them. */
const writtenStep = (planned: readonly Step[], statements: Step['statements']): Step => ({
  mode: 'shared',
  causes: [...new Set(planned.flatMap(({ causes }) => causes))],
  statements,
  hazards: [],
  subject: { element: {}, table: undefined },
})
