import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { countStatements } from '../statements.js'
import { databases, type Opened } from './databases.js'
import { createRepositories, type Node, type Repositories } from './generated/index.js'
import { plant } from './rows.js'

type Include = NonNullable<NonNullable<Parameters<Repositories['nodes']['findMany']>[0]>['include']>

/** Every row by its key, and all of them as a list, which reads relation by relation. */
const trees: { readonly [name: string]: Include } = {
  'one row that is pointed at': { parent: true },
  'rows that point': { children: { orderBy: { id: 'asc' } } },
  'one row that points': { cover: true },
  'rows through a table between': { labels: { orderBy: { name: 'asc' } } },
  'columns of the table between': {
    labels: {
      through: { where: { place: { gte: '1' } }, orderBy: { place: 'desc' } },
      orderBy: { name: 'asc' },
    },
  },
  'a page of rows through a table between': {
    labels: {
      through: { select: ['remark'], orderBy: { place: 'asc' } },
      orderBy: { name: 'asc' },
      limit: 2,
      offset: 1,
    },
  },
  'through tables between and back, a page at each level': {
    labels: {
      through: { select: ['place'], orderBy: { place: 'asc' } },
      orderBy: { name: 'asc' },
      limit: 2,
      include: {
        nodes: {
          through: { where: { place: { gt: '1' } }, orderBy: { place: 'desc' } },
          orderBy: { id: 'asc' },
          limit: 3,
          offset: 1,
          include: { labels: { through: true, orderBy: { name: 'desc' }, limit: 1 }, parent: true },
        },
      },
    },
  },
  'some relations at once': {
    parent: true,
    cover: true,
    leaves: { orderBy: { number: 'desc' } },
    labels: { through: true, orderBy: { name: 'asc' } },
    visits: { orderBy: { at: 'asc' } },
  },
  'four levels of the table itself': {
    children: {
      orderBy: { id: 'asc' },
      include: {
        children: {
          orderBy: { id: 'desc' },
          include: {
            children: { orderBy: { id: 'asc' }, include: { parent: { include: { parent: true } } } },
          },
        },
      },
    },
  },
  'a composite key in both directions': {
    leaves: {
      orderBy: { number: 'asc' },
      include: { marks: { orderBy: { id: 'asc' }, include: { leaf: { include: { node: true } } } } },
    },
  },
  'columns at each level, without those that tie rows': {
    children: {
      select: ['title'],
      orderBy: { id: 'asc' },
      include: { parent: { select: ['title'] }, labels: { select: ['name'], orderBy: { name: 'desc' } } },
    },
  },
  'pages at each level': {
    children: {
      orderBy: { id: 'desc' },
      limit: 2,
      include: {
        children: {
          orderBy: { id: 'asc' },
          limit: 1,
          offset: 1,
          include: { leaves: { orderBy: { number: 'asc' }, offset: 1 } },
        },
      },
    },
  },
  'filters along relations, at each level': {
    children: {
      where: {
        or: [{ labels: { some: { name: 'red' } } }, { parent: { id: { lt: 3 } } }],
        big: { isNull: false },
      },
      orderBy: { id: 'asc' },
      include: {
        children: {
          where: { not: { leaves: { none: { number: 2 } } }, parent: { parent: { id: { gte: 1 } } } },
          orderBy: { id: 'asc' },
        },
        leaves: { where: { body: { contains: '"' }, number: { in: [1, 3] } }, orderBy: { number: 'asc' } },
      },
    },
  },
  'deleted rows, at each level by itself': {
    cover: { withDeleted: true },
    children: {
      withDeleted: true,
      orderBy: { id: 'asc' },
      include: { children: { onlyDeleted: true, orderBy: { id: 'asc' } }, cover: { onlyDeleted: true } },
    },
    node_labels: { onlyDeleted: true },
  },
  'rows of a type that the driver reads': { hosts: { orderBy: { id: 'asc' } } },
}

describe.each(databases)('trees on $name', ({ open, dialect }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    await plant(repos)
  })
  afterAll(() => opened.close())

  describe.each(Object.entries(trees))('%s', (_, include) => {
    test('by the key, the first of a filter, and by a unique key as in a list', async () => {
      const all = await repos.nodes.findMany({ include, orderBy: { id: 'asc' } })
      expect(all.length).toBe(37)
      const inPairs = await repos.nodes.findMany({
        where: { id: { in: [2, 3] } },
        include,
        orderBy: { id: 'asc' },
      })
      expect(inPairs).toEqual(all.slice(1, 3))
      for (const row of all) {
        expect(await repos.nodes.findById(row.id, { include })).toEqual(row)
        if (row.id % 7 > 1) continue
        expect(await repos.nodes.getById(row.id, { include, select: ['word'] })).toEqual(
          (
            await repos.nodes.findMany({ where: { id: { in: [row.id, 1000] } }, include, select: ['word'] })
          )[0],
        )
        expect(await repos.nodes.findByTitle(row.title, { include })).toEqual(row)
        expect(await repos.nodes.findMany({ where: { id: row.id }, include })).toEqual([row])
        const next = { where: { id: { gte: row.id } }, orderBy: { id: 'asc' }, include } as const
        expect(await repos.nodes.findOne(next)).toEqual(row)
        expect(
          await repos.nodes.findOne({ ...next, where: { id: { gte: 1 } }, offset: all.indexOf(row) }),
        ).toEqual(row)
      }
    })
  })

  test('a row that is not there', async () => {
    const include = { children: { include: { leaves: true } } } as const
    expect(await repos.nodes.findById(1000, { include })).toBeUndefined()
    expect(await repos.nodes.findById(39, { include })).toBeUndefined()
    expect(await repos.nodes.findById(39, { include, onlyDeleted: true })).toMatchObject({
      id: 39,
      children: [],
    })
    await expect(repos.nodes.getById(1000, { include })).rejects.toThrow(
      'nodes has no row with the key 1000.',
    )
  })

  test('of rows of which one at most is live that one comes first, then the one that was deleted last', async () => {
    const include = { cover: { withDeleted: true, select: ['id'] } } as const
    const rows = await repos.nodes.findMany({
      where: { id: { in: [2, 3, 4] } },
      orderBy: { id: 'asc' },
      include,
    })
    expect(rows.map(({ cover }) => cover)).toEqual([{ id: 12n }, { id: 13n }, null])
    expect((await repos.nodes.getById(2, { include })).cover).toEqual({ id: 12n })
    expect((await repos.nodes.getById(3, { include })).cover).toEqual({ id: 13n })
  })

  test('rows that include the same row share one object', async () => {
    const { children } = await repos.nodes.getById(2, {
      include: { children: { include: { parent: true, visits: true } } },
    })
    expect(children).toHaveLength(3)
    expect(children[1]?.parent).toBe(children[0]?.parent)
    expect(children[1]?.visits).not.toBe(children[0]?.visits)
    expectTypeOf(children[0]?.parent).toEqualTypeOf<Node | null | undefined>()
  })

  const deep = {
    children: { include: { children: { include: { leaves: true, parent: true } } } },
    labels: { through: true },
  } as const

  test('one statement for a row and all its levels on a server, one for each relation elsewhere', async () => {
    const count = async (work: () => Promise<unknown>) => (await countStatements(work)).statements
    const ofOneRow = dialect === 'postgres' ? 1 : 6
    expect(await count(() => repos.nodes.findById(1, { include: deep }))).toBe(ofOneRow)
    expect(await count(() => repos.nodes.getById(2, { include: deep, select: ['title'] }))).toBe(ofOneRow)
    expect(await count(() => repos.nodes.findOne({ where: { id: { lt: 3 } }, include: deep }))).toBe(ofOneRow)
    expect(await count(() => repos.nodes.findByTitle('1 ', { include: deep }))).toBe(ofOneRow)
    expect(await count(() => repos.nodes.findMany({ include: deep }))).toBe(6)
    expect(await count(() => repos.nodes.findById(1000, { include: deep }))).toBe(1)
  })

  test('what a lock waits for is read behind it, and what only the driver reads is left to it', async () => {
    const plain = await repos.nodes.getById(1, { include: deep })
    const { statements } = await countStatements(() =>
      repos.transaction(async (tx) => {
        expect(await tx.nodes.getById(1, { include: deep, lock: 'update' })).toEqual(plain)
      }),
    )
    expect(statements).toBeGreaterThanOrEqual(6)
    const hosts = await countStatements(() => repos.nodes.getById(1, { include: { hosts: true } }))
    expect(hosts.statements).toBe(2)
    const names = await countStatements(() =>
      repos.nodes.getById(1, { include: { hosts: { select: ['name'] } } }),
    )
    expect(names.result.hosts).toEqual([{ name: 'host 1' }])
    expect(names.statements).toBe(dialect === 'postgres' ? 1 : 2)
  })

  test('a tree of very many relations is read relation by relation', async () => {
    const wide = (depth: number): object =>
      depth === 0
        ? {}
        : {
            children: { orderBy: { id: 'asc' }, include: wide(depth - 1) },
            parent: { include: wide(depth - 1) },
          }
    const include = wide(6)
    const [listed] = await repos.nodes.findMany({ where: { id: 5 }, include })
    const { result, statements } = await countStatements(() => repos.nodes.findById(5, { include }))
    expect(result).toEqual(listed)
    expect(statements).toBeGreaterThan(20)
  })

  test('rows that all have the same parent', async () => {
    const rows = await repos.nodes.findMany({
      where: { parent_id: 2 },
      orderBy: { id: 'asc' },
      include: { parent: { include: { children: { orderBy: { id: 'asc' }, limit: 2, offset: 1 } } } },
    })
    expect(rows.map(({ id }) => id)).toEqual([5, 6, 7])
    expect(new Set(rows.map(({ parent }) => parent)).size).toBe(1)
    expect(rows[0]?.parent?.children.map(({ id }) => id)).toEqual([6, 7])
  })

  test('names that come from a request are looked at before anything is read', async () => {
    for (const include of [{ childrn: true }, { children: { select: ['nothing'] } }, { constructor: true }])
      await expect(repos.nodes.findById(1, { include: include as never })).rejects.toThrow('nodes: ')
  })
})
