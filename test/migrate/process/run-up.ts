/** Runs migrations by `connect()`, as a deployment of several machines does, and prints the names of those it applied. */
import { connect } from '../../../runtime/connect.js'
import { migrateUp } from '../../../runtime/migrate/migrate.js'

const [url = '', folder = ''] = process.argv.slice(2)
const db = connect(url)
const { executed } = await migrateUp(db, { folder })
await db.destroy()
process.stdout.write(executed.map(({ name }) => name).join(' '))
