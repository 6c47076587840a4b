import { ForeignKeyViolationError } from '../../../runtime/index.js'
import type { Opened } from '../databases.js'
import type { FileRow, Folder, Post, Repositories, User } from '../generated/index.js'

/** Rows that differ in what no test is about. */
export function someRows(repos: Repositories) {
  let serial = 0
  return {
    user: (): Promise<User> => repos.users.create({ email: `user${++serial}@x`, name: 'U' }),
    post: (author: User, title = 'p'): Promise<Post> => repos.posts.create({ author_id: author.id, title }),
    folder: (name: string, more: { parent_id?: string; cover_id?: string } = {}): Promise<Folder> =>
      repos.folders.create({ name, ...more }),
    file: (name: string, { id }: Folder, copy_of_id?: string): Promise<FileRow> =>
      repos.files.create({ name, folder_id: id, copy_of_id: copy_of_id ?? null }),
  }
}

/** Which way a foreign key failed, where it did. */
export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof ForeignKeyViolationError ? error.failure : error),
  )

/** No row is left, whatever refers to what. */
export async function empty({ db }: Opened, repos: Repositories): Promise<void> {
  await repos.folders.updateMany({ where: {} }, { cover_id: null })
  for (const table of [
    'file_locks',
    'file_views',
    'file_notes',
    'files',
    'comments',
    'posts',
    'boxes',
  ] as const)
    await db.deleteFrom(table).execute()
  while (Number((await db.selectFrom('folders').select('id').execute()).length) > 0)
    await db
      .deleteFrom('folders')
      .where('id', 'not in', (eb) =>
        eb
          .selectFrom('folders as c')
          .select('c.parent_id')
          .where('c.parent_id', 'is not', null)
          .$castTo<{ parent_id: string }>(),
      )
      .execute()
  for (const table of ['shelves', 'users'] as const) await db.deleteFrom(table).execute()
}
