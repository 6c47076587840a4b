import { afterEach, describe, expect, test } from 'vitest'
import { ConnectionError, InvalidCursorError, Repository, type RepositoryTypes } from '../../runtime/index.js'
import { databases, type OpenDatabase, openDatabase } from '../runtime/open-database.js'

interface Types extends RepositoryTypes {
  row: { id: number }
  relations: Record<never, never>
  softDelete: false
  version: false
}

const [first, second, third] = ['the first secret', 'the second secret', 'the third secret']

describe.each(databases)('cursorSecret on %s', (dialect) => {
  const opened: OpenDatabase[] = []
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close()
  })

  async function repositoryWith(
    cursorSecret: string | readonly string[] | undefined,
  ): Promise<Repository<Types>> {
    const ddl = ['CREATE TABLE things (id integer PRIMARY KEY)', 'INSERT INTO things VALUES (1), (2), (3)']
    const database = await openDatabase(dialect, ddl, cursorSecret === undefined ? {} : { cursorSecret })
    opened.push(database)
    return new Repository<Types>(database.db as never, {
      name: 'things',
      columns: { id: 'integer' },
      primaryKey: ['id'],
      decode: ([id], read) => ({ id: read.number(id) }),
    })
  }

  const cursorOf = async (repository: Repository<Types>) =>
    (await repository.paginate({ first: 1 })).pageInfo.endCursor

  test('a cursor is taken where its secret is known, be it an older one', async () => {
    const old = await cursorOf(await repositoryWith(first))
    const plain = await cursorOf(await repositoryWith(undefined))
    const both = await repositoryWith([second, first])
    const made = await cursorOf(both)
    const next = async (repository: Repository<Types>, after: string | null) =>
      (await repository.paginate({ first: 1, after })).rows
    expect(await next(both, old)).toEqual([{ id: 2 }])
    expect(await next(both, made)).toEqual([{ id: 2 }])
    expect(await next(await repositoryWith(second), made)).toEqual([{ id: 2 }])
    await expect(next(await repositoryWith(second), old)).rejects.toThrow(InvalidCursorError)
    await expect(next(await repositoryWith(third), made)).rejects.toThrow(InvalidCursorError)
    await expect(next(both, plain)).rejects.toThrow(InvalidCursorError)
    await expect(next(await repositoryWith(undefined), made)).rejects.toThrow(InvalidCursorError)
  })

  test('a secret that is too short to be one is refused', async () => {
    for (const wrong of ['', 'short', [], [first, ''], 7, { 0: first }])
      await expect(repositoryWith(wrong as never), JSON.stringify(wrong)).rejects.toThrow(ConnectionError)
  })
})
