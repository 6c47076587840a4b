import type { Check, ForeignKey, Index, Table } from '../../../model/model.js'
import type { Hazard } from '../../dialect.js'

type Named = Pick<Table, 'name'>

/** A sentence for each way in which a row can stop the migration. */
export const mayFail = (message: string): Hazard => ({ kind: 'may-fail', message })

export const shared = ({ name }: Named, { columns }: { readonly columns: readonly string[] }): Hazard =>
  mayFail(`rows of ${name} that share ${columns.join(', ')} stop the migration`)

export const sameInIndex = ({ name }: Named, index: Index): Hazard =>
  mayFail(`rows of ${name} that ${index.name} finds equal stop the migration`)

export const broken = ({ name }: Named, check: Check): Hazard =>
  mayFail(`rows of ${name} that break ${check.name} stop the migration`)

export const notFound = ({ name }: Named, { columns, table }: ForeignKey): Hazard =>
  mayFail(`rows of ${name} whose ${columns.join(', ')} is not in ${table} stop the migration`)
