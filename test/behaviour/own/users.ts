import type { User } from '../generated/database.js'
import { UserRepository as GeneratedUserRepository } from '../generated/repositories/users.js'

/** What repositories of the table users can do beside what is generated. */
export class UserRepository extends GeneratedUserRepository {
  /** A private field, which a copy that is bound to a transaction needs, too. */
  readonly #best = 3

  /** The users with the highest scores, by a method that was generated. */
  best(): Promise<User[]> {
    return this.findMany({ orderBy: { score: 'desc' }, limit: this.#best })
  }

  /** Adds to a score in one statement, with plain Kysely on whatever the repository is bound to. */
  async award(id: string, points: number): Promise<void> {
    await this.db
      .updateTable('users')
      .set((eb) => ({ score: eb('score', '+', points) }))
      .where('id', '=', id)
      .execute()
  }

  /** Takes the place of the generated method. */
  override async create(row: Parameters<GeneratedUserRepository['create']>[0]): Promise<User> {
    return super.create({ ...row, email: row.email.trim() })
  }
}
