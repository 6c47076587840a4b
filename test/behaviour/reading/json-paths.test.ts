import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InvalidQueryError, JsonNull, type JsonValue, ValueError } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'

type ProfileWhere = NonNullable<NonNullable<Parameters<Repositories['profiles']['findMany']>[0]>['where']>

/** What stands in the settings of a profile, by the name of its user. */
const kept: { readonly [name: string]: JsonValue | null } = {
  dark: { theme: { name: 'dark', size: 12 }, limits: [3, 10.5, 'x'], on: true, 'a.b': 1, "it's": 'q' },
  light: { theme: { name: 'light', size: 9 }, limits: [], on: false, '0': 'zero' },
  texts: { theme: { name: 'Übung 50%_*', size: '12' }, on: 'true' },
  nulls: { theme: { name: null, size: null }, on: null },
  empty: {},
  list: [
    { sku: 'A', qty: 2 },
    { sku: 'B', qty: 20 },
  ],
  text: 'dark',
  null: JsonNull,
  nothing: null,
}

describe.each(databases)('filters inside JSON on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    for (const [name, settings] of Object.entries(kept)) {
      const user = await repos.users.create({ email: `${name}@x`, name })
      await repos.profiles.create({ user_id: user.id, followers: 1n, balance: '0', nicknames: [], settings })
    }
  })
  afterAll(() => opened.close())

  const found = async (where: ProfileWhere): Promise<string[]> => {
    const rows = await repos.profiles.findMany({ where, include: { user: { select: ['name'] } } })
    return rows.map(({ user }) => user?.name ?? '').sort()
  }
  const at = (path: string, filter: unknown) => found({ settings: { path: { [path]: filter as never } } })
  const all = Object.keys(kept).sort()

  test('equality tells types apart, and what is not there is neither equal nor unequal', async () => {
    expect(await at('theme.name', 'dark')).toEqual(['dark'])
    expect(await at('theme.name', { eq: 'light' })).toEqual(['light'])
    expect(await at('theme.size', 12)).toEqual(['dark'])
    expect(await at('theme.size', '12')).toEqual(['texts'])
    expect(await at('on', true)).toEqual(['dark'])
    expect(await at('on', 'true')).toEqual(['texts'])
    expect(await at('theme.name', { ne: 'dark' })).toEqual(['light', 'nulls', 'texts'])
    expect(await at('theme', { eq: { size: 9, name: 'light' } })).toEqual(['light'])
    expect(await at('limits', { eq: [] })).toEqual(['light'])
    expect(await at('limits', { ne: [] })).toEqual(['dark'])
    expect(await at('limits', [3, 10.5, 'x'])).toEqual(['dark'])
  })

  test('pitfall 20: JSON null vs SQL NULL: JSON null is there, what is missing is not', async () => {
    expect(await at('theme.name', JsonNull)).toEqual(['nulls'])
    expect(await at('theme.name', { ne: JsonNull })).toEqual(['dark', 'light', 'texts'])
    expect(await at('on', null)).toEqual(['empty', 'list', 'nothing', 'null', 'text'])
    expect(await at('on', { isNull: true })).toEqual(['empty', 'list', 'nothing', 'null', 'text'])
    expect(await at('on', { isNull: false })).toEqual(['dark', 'light', 'nulls', 'texts'])
    expect(await at('on', { ne: null })).toEqual(['dark', 'light', 'nulls', 'texts'])
    expect(await at('on', { in: [JsonNull, true] })).toEqual(['dark', 'nulls'])
    expect(await found({ settings: JsonNull })).toEqual(['null'])
    expect(await found({ settings: null })).toEqual(['nothing'])
  })

  test('comparisons of numbers and of texts; other types are neither less nor more', async () => {
    expect(await at('theme.size', { gt: 9 })).toEqual(['dark'])
    expect(await at('theme.size', { gte: 9 })).toEqual(['dark', 'light'])
    expect(await at('theme.size', { lt: 12 })).toEqual(['light'])
    expect(await at('theme.size', { lte: '2' })).toEqual(['texts'])
    expect(await at('theme.size', { between: [8.5, 12] })).toEqual(['dark', 'light'])
    expect(await at('limits[1]', { gt: 10 })).toEqual(['dark'])
    expect(await at('theme.name', { gt: 'dark' })).toEqual(['light', 'texts'])
    expect(await at('theme.name', { between: ['a', 'm'] })).toEqual(['dark', 'light'])
    expect(await found({ not: { settings: { path: { 'theme.size': { gt: 9 } } } } })).toEqual(['light'])
  })

  test('lists, of which an empty one is known to hold for none or for all', async () => {
    expect(await at('theme.size', { in: [9, '12'] })).toEqual(['light', 'texts'])
    expect(await at('theme.size', { notIn: [9, '12'] })).toEqual(['dark', 'nulls'])
    expect(await at('on', { in: [true, false] })).toEqual(['dark', 'light'])
    expect(await at('limits', { in: [3] })).toEqual([])
    expect(await at('on', { in: [] })).toEqual([])
    expect(await at('on', { notIn: [] })).toEqual(all)
  })

  test('searches in text, in which nothing is special unless it is a pattern', async () => {
    expect(await at('theme.name', { contains: '50%_' })).toEqual(['texts'])
    expect(await at('theme.name', { startsWith: 'Übung' })).toEqual(['texts'])
    expect(await at('theme.name', { endsWith: '*' })).toEqual(['texts'])
    expect(await at('theme.name', { endsWith: 'ght' })).toEqual(['light'])
    expect(await at('theme.name', { like: '_ark' })).toEqual(['dark'])
    expect(await at('theme.name', { like: 'D%' })).toEqual([])
    expect(await at('theme.name', { ilike: 'D%' })).toEqual(['dark'])
    expect(await at('theme.size', { contains: '1' })).toEqual(['texts'])
  })

  test('a place enters arrays alone, and a key objects alone', async () => {
    expect(await at('limits[0]', 3)).toEqual(['dark'])
    expect(await at('[1].sku', 'B')).toEqual(['list'])
    expect(await at('[0].qty', { lt: 10 })).toEqual(['list'])
    expect(await at('0', 'zero')).toEqual(['light'])
    expect(await at('[0]', { isNull: false })).toEqual(['list'])
    expect(await at('limits.0', { isNull: false })).toEqual([])
    expect(await at('theme[0]', { isNull: false })).toEqual([])
    expect(await at('theme.name.x', { isNull: false })).toEqual([])
    expect(await at('limits[999999999]', { isNull: true })).toEqual(all)
  })

  test('several paths and operators hold together, and beside other filters', async () => {
    expect(
      await found({ settings: { path: { on: { isNull: false }, 'theme.size': { gt: 1, lt: 10 } } } }),
    ).toEqual(['light'])
    expect(
      await found({
        settings: { ne: 'dark', path: { 'theme.name': { in: ['dark', 'light'] } } },
        or: [{ user: { name: 'dark' } }, { settings: { path: { on: 'true' } } }],
      }),
    ).toEqual(['dark'])
    expect(await repos.users.count({ where: { profile: { settings: { path: { on: true } } } } })).toBe(1)
  })

  test('keys are names and nothing else', async () => {
    expect(await at('"a.b"', 1)).toEqual(['dark'])
    expect(await at('a.b', { isNull: false })).toEqual([])
    expect(await at("it's", 'q')).toEqual(['dark'])
    for (const key of [
      "x' OR '1'='1",
      "') OR 1=1 --",
      '$',
      '$.on',
      'on::text',
      '*',
      '**',
      'on ',
      '#-1',
      '?',
      '$1',
    ])
      expect(await at(key, { isNull: false })).toEqual([])
  })

  test('keys in other scripts, and every character that may stand in one', async () => {
    const keys = ['schlüssel', '鍵', '🔑', 'with blank', "quo'te", '%', '_', ':', '@', '(', '{', '/']
    const user = await repos.users.create({ email: 'keys@x', name: 'keys' })
    const settings = Object.fromEntries(keys.map((key, index) => [key, index]))
    const profile = await repos.profiles.create({
      user_id: user.id,
      followers: 1n,
      balance: '0',
      nicknames: [],
      settings,
    })
    for (const [index, key] of keys.entries()) expect([key, await at(key, index)]).toEqual([key, ['keys']])
    await repos.profiles.delete(profile.id)
  })

  test('what is no path, operator or value is refused', async () => {
    const wrong = [
      '',
      '.',
      'a.',
      '.a',
      'a..b',
      'a[',
      'a[x]',
      'a[-1]',
      'a[1',
      'a]b',
      '[0]a',
      '"a',
      'a"b',
      'a\\b',
      '"a\\"b"',
      'a\0',
      'a[1234567890]',
      'a[#-1]',
      Array(33).fill('a').join('.'),
    ]
    for (const path of wrong) await expect(at(path, 1), path).rejects.toThrow(InvalidQueryError)
    await expect(at('theme.name', { eq: undefined })).rejects.toThrow(
      'profiles: "settings at theme.name.eq" in where is undefined.',
    )
    await expect(at('theme.name', { contians: 'x' })).rejects.toThrow(
      'profiles: "settings at theme.name" has no operator "contians". Did you mean "contains"?',
    )
    for (const filter of [
      { gt: true },
      { gt: null },
      { gt: Number.NaN },
      { between: [1, 'a'] },
      { in: [{}] },
      { in: 1 },
    ])
      await expect(at('on', filter)).rejects.toThrow(InvalidQueryError)
    await expect(at('on', { eq: 1n })).rejects.toThrow(ValueError)
    await expect(at('on', { contains: 1 })).rejects.toThrow(InvalidQueryError)
    await expect(at('on', {})).rejects.toThrow('profiles: the filter on "settings at on" is empty.')
    await expect(found({ settings: { path: 'on' as never } })).rejects.toThrow(InvalidQueryError)
    await expect(found({ nicknames: { path: { '[0]': 'x' } } as never })).rejects.toThrow(
      'profiles: "nicknames" has no operator "path"',
    )
  })
})
