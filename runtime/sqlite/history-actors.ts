import type { Database, Statement } from 'better-sqlite3'
import { actorText } from '../actor.js'
import { createOwnTrigger, ownTriggers, untoldHistories } from '../history-actor/triggers.js'
import { quote } from '../quote.js'

const name = 'tablewright_actor'

/** Lets the histories of one connection know who acts, for raw SQL as well. */
export class HistoryActors {
  readonly #database: Database
  readonly #readSchemaVersion: Statement<unknown[], number>
  readonly #countTriggers: Statement<unknown[], number>
  /** The schema for which all triggers are there, and how many that are: a rollback of any kind takes away those that it undoes. */
  #told = { version: -1, triggers: 0 }

  constructor(database: Database) {
    this.#database = database
    database.function(name, actorText)
    this.#readSchemaVersion = database.prepare<unknown[], number>('PRAGMA main.schema_version').pluck()
    this.#countTriggers = database.prepare<unknown[], number>(`SELECT count(*) FROM (${ownTriggers})`).pluck()
  }

  /** To be called before each statement that writes. Costs nothing where nobody acts. */
  beforeWrite(): void {
    if (actorText() === null) return
    const version = this.#readSchemaVersion.get() ?? 0
    const { version: known, triggers } = this.#told
    if (version !== known || this.#countTriggers.get() !== triggers) this.#tell(version)
  }

  #tell(version: number): void {
    if (this.#database.pragma('query_only', { simple: true }) === 1) return
    const histories = this.#database.prepare<unknown[], string>(untoldHistories).pluck().all()
    for (const history of histories) this.#database.exec(createOwnTrigger(history, `${name}()`))
    this.#told = { version, triggers: this.#countTriggers.get() ?? 0 }
  }

  /**
   * To be called before each statement that changes the schema: before it the triggers may stand in the way, as a column that one
   * names cannot be dropped, and after it not be where they are needed.
   */
  beforeSchemaChange(): void {
    this.#told = { version: -1, triggers: 0 }
    for (const trigger of this.#database.prepare<unknown[], string>(ownTriggers).pluck().all())
      this.#database.exec(`DROP TRIGGER temp.${quote(trigger)}`)
  }
}
