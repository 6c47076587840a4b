import { MigrationError } from '../../runtime/migrate/migration-error.js'

export async function failureOf(work: Promise<unknown>): Promise<MigrationError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof MigrationError) return error
  throw new Error(`expected a MigrationError, got ${String(error)}`)
}
