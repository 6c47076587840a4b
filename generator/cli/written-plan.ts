import { parseMigrationScript, type ScriptSection } from '../../runtime/migrate/migration-script.js'
import type { MigrationFiles } from '../changes/checksums.js'
import type { Step } from '../dialects/dialect.js'
import type { Plan, PlannedTransaction } from '../plan/plan.js'

/** The plan with the SQL that its file holds, as the runner would read it. */
export function writtenPlan(migration: MigrationFiles, fileName: string, plan: Plan): Plan {
  const text = migration.files.find(({ path }) => path === fileName)?.content ?? ''
  const script = parseMigrationScript(`${migration.name}/${fileName}`, text)
  const [step] = plan.transactions.flatMap(({ steps }) => steps)
  return {
    dialect: plan.dialect,
    directives: script.foreignKeys ? [] : ['foreign_keys: off'],
    transactions: step === undefined ? [] : script.sections.map((section) => transactionOf(step, section)),
  }
}

const transactionOf = (step: Step, { transaction, statements }: ScriptSection): PlannedTransaction => ({
  mode: transaction === 'single' ? 'transaction' : 'none',
  steps: [{ ...step, statements }],
})
