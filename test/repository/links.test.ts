import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TableDefinition } from '../../runtime/definition.js'
import { connect } from '../../runtime/index.js'
import {
  KeyedRepository,
  type PointedAt,
  type Related,
  type Through,
} from '../../runtime/repository/index.js'
import { freshDatabase } from '../support/postgres.js'

type Person = { id: number }
type Group = { id: number }
type Membership = {
  person_id: number
  group_id: number
  role: string
  version: number
  deleted_at: Date | null
  deletion_id: string | null
}
type Common = { unique: 'id'; numeric: never; query: unknown; softDelete: false; version: false }
interface MembershipTypes {
  row: Membership
  new: { person_id: number; group_id: number; role?: string }
  update: { role?: string }
  key: { person_id: number; group_id: number }
  unique: readonly ['person_id', 'group_id']
  numeric: never
  relations: Record<never, never>
  query: unknown
  softDelete: true
  version: true
}
interface GroupTypes extends Common {
  row: Group
  new: { id: number }
  update: object
  key: number
  relations: Record<never, never>
}
interface PersonTypes extends Common {
  row: Person
  new: { id: number }
  update: object
  key: number
  relations: {
    memberships: Related<'many', MembershipTypes, PointedAt<'person_id'>>
    groups: Related<'many', GroupTypes, Through<MembershipTypes, 'person_id' | 'group_id'>>
  }
}

const groups: TableDefinition<Group> = {
  name: 'groups',
  columns: { id: 'integer' },
  primaryKey: ['id'],
  decode: ([id], read) => ({ id: read.number(id) }),
}
const memberships: TableDefinition<Membership> = {
  name: 'memberships',
  columns: {
    person_id: 'integer',
    group_id: 'integer',
    role: 'text',
    version: 'integer',
    deleted_at: 'timestamp?',
    deletion_id: 'uuid?',
  },
  primaryKey: ['person_id', 'group_id'],
  softDelete: { deletedAt: 'deleted_at', deletionId: 'deletion_id', children: () => [] },
  versioning: { version: 'version', history: 'memberships_history' },
  decode: ([person, group, role, version, deletedAt, deletionId], read) => ({
    person_id: read.number(person),
    group_id: read.number(group),
    role: read.text(role),
    version: read.number(version),
    deleted_at: read.nullable.timestamp(deletedAt),
    deletion_id: read.nullable.uuid(deletionId),
  }),
}
const people: TableDefinition<Person> = {
  name: 'people',
  columns: { id: 'integer' },
  primaryKey: ['id'],
  relations: () => ({
    memberships: { table: memberships, many: true, columns: ['id'], references: ['person_id'] },
    groups: {
      table: groups,
      many: true,
      columns: ['id'],
      references: ['id'],
      through: { table: memberships, from: ['person_id'], to: ['group_id'] },
    },
  }),
  decode: ([id], read) => ({ id: read.number(id) }),
}

/** The link is the key, so that a deleted one stands in the way of another. */
describe.each([
  ['SQLite', async () => ({ url: 'sqlite::memory:', drop: async () => {} }), 'TEXT'],
  ['PostgreSQL', freshDatabase, 'timestamptz(3)'],
] as const)('links that soft-delete and count versions on %s', (_, open, instant) => {
  let people_: KeyedRepository<PersonTypes>
  let links: KeyedRepository<MembershipTypes>
  let close: () => Promise<unknown>

  beforeAll(async () => {
    const { url, drop } = await open()
    const db = connect(url)
    for (const text of [
      'CREATE TABLE people (id integer PRIMARY KEY)',
      'CREATE TABLE groups (id integer PRIMARY KEY)',
      `CREATE TABLE memberships (person_id integer REFERENCES people, group_id integer REFERENCES groups, role text DEFAULT 'guest',
        version integer DEFAULT 1, deleted_at ${instant}, deletion_id ${instant === 'TEXT' ? 'TEXT' : 'uuid'},
        PRIMARY KEY (person_id, group_id))`,
      'INSERT INTO people VALUES (1)',
      'INSERT INTO groups VALUES (1), (2), (3)',
    ])
      await sql.raw(text).execute(db)
    people_ = new KeyedRepository<PersonTypes>(db, people)
    links = new KeyedRepository<MembershipTypes>(db, memberships)
    close = () => db.destroy().then(drop)
  })
  afterAll(() => close())

  const all = async () =>
    (await links.findMany({ withDeleted: true, orderBy: { group_id: 'asc' } })).map(
      ({ group_id, role, version, deleted_at }) => [group_id, role, version, deleted_at !== null],
    )

  test('are deleted softly, come back with the values given, and are left alone where nothing changes', async () => {
    expect(await people_.link(1, 'groups', [1, { key: 2, through: { role: 'chair' } }])).toBe(2)
    expect(await all()).toEqual([
      [1, 'guest', 1, false],
      [2, 'chair', 1, false],
    ])
    expect(await people_.link(1, 'groups', [1, { key: 2, through: { role: 'chair' } }])).toBe(0)
    expect((await all()).map(([, , version]) => version)).toEqual([1, 1])
    expect(await people_.unlink(1, 'groups', [1])).toBe(1)
    expect(await people_.unlink(1, 'groups', [1])).toBe(0)
    expect((await all()).map(([group, , , isDeleted]) => [group, isDeleted])).toEqual([
      [1, true],
      [2, false],
    ])
    expect(await people_.setLinks(1, 'groups', [3, { key: 1, through: { role: 'host' } }])).toEqual({
      linked: 2,
      unlinked: 1,
    })
    expect((await all()).map(([group, role, , isDeleted]) => [group, role, isDeleted])).toEqual([
      [1, 'host', false],
      [2, 'chair', true],
      [3, 'guest', false],
    ])
    const { groups } = await people_.getById(1, { include: { groups: { through: { select: ['role'] } } } })
    expect(groups.map(({ id, through }) => [id, through.role]).sort()).toEqual([
      [1, 'host'],
      [3, 'guest'],
    ])
  })
})
