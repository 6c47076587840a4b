import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InvalidQueryError } from '../../runtime/index.js'
import { repositoriesOf } from '../../runtime/repository/repositories-of.js'
import { type Opened, opened } from '../support/opened.js'

let made: string[] = []
const classOf = (name: string) =>
  class {
    readonly name = name
    readonly db: unknown
    constructor(db: unknown) {
      this.db = db
      made.push(name)
    }
  }
const classes = {
  users: classOf('users'),
  toString: classOf('toString'),
  constructor: classOf('constructor'),
}

describe('repositories that are made when they are asked for', () => {
  let database: Opened
  beforeAll(async () => {
    database = await opened('sqlite', { by: 'connect' })
  })
  afterAll(() => database.close())

  const repositories = () => {
    made = []
    return repositoriesOf(database.db, { db: 'the transaction' }, classes)
  }

  test('none is made before, and each once', () => {
    const repos = repositories()
    expect(made).toEqual([])
    expect(repos.users).toBe(repos.users)
    expect(repos.users.db).toBe(database.db)
    expect(repos.db).toBe('the transaction')
    expect(made).toEqual(['users'])
  })

  test('taken apart, spread, listed and asked, the object is like any other', async () => {
    const { users, db } = repositories()
    expect([users.name, db]).toEqual(['users', 'the transaction'])
    const names = ['users', 'toString', 'constructor', 'db']
    expect(Object.keys(repositories())).toEqual(names)
    expect(Object.keys({ ...repositories() })).toEqual(names)
    expect({ ...repositories() }.constructor.name).toBe('constructor')
    const repos = repositories()
    expect(names.every((name) => name in repos && Object.hasOwn(repos, name))).toBe(true)
    expect('other' in repos).toBe(false)
    expect(Reflect.get(repos, 'other')).toBeUndefined()
    // A promise of it gives it, because it has no `then`.
    expect(await Promise.resolve(repos)).toBe(repos)
  })

  test('an instance that repositories cannot work on is refused at once', () => {
    expect(() => repositoriesOf(database.db.withSchema('other'), {}, classes)).toThrow(InvalidQueryError)
  })
})
