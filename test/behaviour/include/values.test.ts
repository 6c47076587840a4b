import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JsonNull } from '../../../runtime/index.js'
import { firstSeed } from '../../support/first-seed.js'
import { databases, type Opened } from './databases.js'
import { createRepositories, moodValues, type NewNode, type Repositories } from './generated/index.js'
import { everyValue, oddTexts } from './rows.js'

const seed = firstSeed(20_260_501)

describe.each(databases)(`values in trees on $name, seed ${seed}`, ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    await repos.nodes.create({ id: 0, title: 'root' })
  })
  afterAll(() => opened.close())

  test('a value of every type is what was given, at every depth', async () => {
    for (const [index, values] of everyValue.entries()) {
      const [top, middle, low] = [1, 2, 3].map((n) => 100 * (index + 1) + n) as [number, number, number]
      for (const [id, parent_id] of [
        [top, 0],
        [middle, top],
        [low, middle],
      ] as const)
        await repos.nodes.create({ ...values, id, parent_id, title: `${id}` })
      const expected = (id: number) => ({ ...values, id, title: `${id}` })
      const include = {
        children: { include: { children: { include: { parent: { include: { parent: true } } } } } },
      } as const
      const read = await repos.nodes.getById(top, { include })
      expect(read).toMatchObject(readBack(expected(top)))
      const child = read.children[0]
      const grandchild = child?.children[0]
      expect(child).toMatchObject(readBack(expected(middle)))
      expect(grandchild).toMatchObject(readBack(expected(low)))
      expect(grandchild?.parent).toMatchObject(readBack(expected(middle)))
      expect(grandchild?.parent?.parent).toMatchObject(readBack(expected(top)))
      expect(child?.bytes?.constructor).toBe(values.bytes?.constructor)
    }
  })

  test('random rows are the same in a tree, in a list of relations, and by themselves', async () => {
    const random = generator(seed)
    const ids = Array.from({ length: 120 }, (_, i) => i + 1000)
    await repos.nodes.create({ id: 999, title: 'parent' })
    for (const id of ids)
      await repos.nodes.create({ ...randomNode(random), id, parent_id: 999, title: `${id}` })
    const alone = await repos.nodes.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })
    const include = {
      children: {
        orderBy: { id: 'asc' },
        include: { parent: { include: { children: { orderBy: { id: 'asc' } } } } },
      },
    } as const
    const { children } = await repos.nodes.getById(999, { include })
    expect(children.map(({ parent: _, ...row }) => row)).toEqual(alone)
    expect(children[0]?.parent?.children).toEqual(alone)
    const listed = await repos.nodes.findMany({
      where: { id: { in: [0, 999] } },
      orderBy: { id: 'asc' },
      include,
    })
    expect(listed[1]?.children).toEqual(children)
  })
})

/** `undefined` columns are NULL, and no decimal has fewer digits than declared. */
const readBack = (given: object): object =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, name === 'money' && value === '0' ? '0.00' : value]),
  )

type Random = (below: number) => number

function generator(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pieces = [
  '"',
  '\\',
  ',',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  'NULL',
  ' ',
  '\n',
  '\t',
  "'",
  ':',
  'a',
  'é',
  '漢',
  '🙂',
  '\u0001',
  '',
  ...oddTexts,
]

function randomNode(random: Random): Omit<NewNode, 'id' | 'title'> {
  const text = () => Array.from({ length: random(6) }, () => pieces[random(pieces.length)]).join('')
  const list = <T>(of: () => T): T[] => Array.from({ length: random(4) }, of)
  const maybe = <T>(of: () => T): T | null => (random(4) === 0 ? null : of())
  const big = () => (BigInt(random(2 ** 31)) - 2n ** 30n) * BigInt(random(2 ** 32))
  const bytes = () => Uint8Array.from(list(() => random(256)))
  const moment = () => new Date(Date.UTC(1 + random(9998), random(12), 1 + random(28), 0, 0, 0, random(1000)))
  const mood = () => moodValues[random(3)] ?? 'glad'
  const json = (depth: number): NewNode['data'] =>
    [
      () => text(),
      () => random(1000) / 8,
      () => random(2) === 0,
      () => JsonNull,
      () => ({ [text()]: depth === 0 ? null : (json(depth - 1) as string), list: list(text) }),
    ][random(5)]?.() ?? null
  return {
    small: maybe(() => random(65_536) - 32_768),
    big: maybe(big),
    single: maybe(() => Math.fround((random(2 ** 31) - 2 ** 30) / 2 ** random(40))),
    float: maybe(() => (random(2 ** 32) - 2 ** 31) / (1 + random(2 ** 32))),
    money: maybe(() => `${random(2) ? '-' : ''}${random(10 ** 9)}.${random(100)}`),
    long: maybe(() => `${big()}.${random(2 ** 32)}`),
    flag: maybe(() => random(2) === 0),
    moment: maybe(moment),
    code: maybe(() =>
      text()
        .replace(/[^\w,"\\]/g, '')
        .slice(0, 3),
    ),
    word: maybe(() => [...text()].slice(0, 20).join('').trimEnd()),
    data: maybe(() => json(2) as string),
    bytes: maybe(bytes),
    mood: maybe(mood),
    texts: maybe(() => list(text)),
    bigs: maybe(() => list(big)),
    moods: maybe(() => list(mood)),
    datas: maybe(() => list(() => json(1) as string)),
    codes: maybe(() =>
      list(() =>
        text()
          .replace(/[^\w,"\\]/g, '')
          .slice(0, 3),
      ),
    ),
    blobs: maybe(() => list(bytes)),
    moments: maybe(() => list(moment)),
    flags: maybe(() => list(() => random(2) === 0)),
  }
}
