import type { Database, Statement } from 'better-sqlite3'
import { actorText } from '../actor.js'
import { createOwnTrigger, ownTriggers, untoldHistories } from '../history-actor/triggers.js'
import { quote } from '../quote.js'

const name = 'tablewright_actor'

/** Before these the triggers may stand in the way, and after them not be where they are needed. */
const changesSchema = /^(?:\s|--[^\n]*\n)*(?:create|alter|drop|attach|detach)\b/i

/** Lets the histories of one connection know who acts, for raw SQL as well. */
export class HistoryActors {
  readonly #database: Database
  readonly #readSchemaVersion: Statement<unknown[], number>
  /** The schema for which all triggers are there. */
  #told = -1

  constructor(database: Database) {
    this.#database = database
    database.function(name, actorText)
    this.#readSchemaVersion = database.prepare<unknown[], number>('PRAGMA main.schema_version').pluck()
  }

  /** To be called before each statement. Costs nothing where nobody acts. */
  before(sql: string): void {
    if (changesSchema.test(sql)) this.#forget()
    if (actorText() === null) return
    const version = this.#readSchemaVersion.get() ?? 0
    if (version !== this.#told) this.#tell(version)
  }

  /** What a transaction made goes with it if it is rolled back, and is made sure of again after it. */
  #tell(version: number): void {
    if (this.#database.pragma('query_only', { simple: true }) === 1) return
    const histories = this.#database.prepare<unknown[], string>(untoldHistories).pluck().all()
    for (const history of histories) this.#database.exec(createOwnTrigger(history, `${name}()`))
    if (!this.#database.inTransaction) this.#told = version
  }

  /** A column that a trigger names cannot be dropped. */
  #forget(): void {
    this.#told = -1
    for (const trigger of this.#database.prepare<unknown[], string>(ownTriggers).pluck().all())
      this.#database.exec(`DROP TRIGGER temp.${quote(trigger)}`)
  }
}
