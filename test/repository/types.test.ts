import { expectTypeOf, test } from 'vitest'
import { type Condition, type OrderBy, Repository, type Where } from '../../runtime/repository/index.js'
import type { JsonNull, JsonValue } from '../../runtime/values/json.js'
import type {
  Campaign,
  CampaignRepository,
  CampaignTypes,
  MemberRepository,
  Sample,
  Settings,
} from './support/tables.js'

/*
 * What compiles and what does not; `tsc` is the judge, so nothing here runs.
 */

test('rows and results have the declared types', () => {
  const called = (campaigns: CampaignRepository, members: MemberRepository) => ({
    byId: campaigns.findById('x'),
    required: campaigns.getById('x'),
    many: campaigns.findMany(),
    count: campaigns.count(),
    byKey: members.findById({ tenant: 'x', number: 1n }),
    // @ts-expect-error a part of the key is missing
    halfKey: members.findById({ tenant: 'x' }),
    // @ts-expect-error no such option
    misspelt: campaigns.findMany({ whre: {} }),
    // @ts-expect-error no such column
    unknown: campaigns.findMany({ select: ['nothing'] }),
  })
  type Called = ReturnType<typeof called>
  expectTypeOf<Called['byId']>().resolves.toEqualTypeOf<Campaign | undefined>()
  expectTypeOf<Called['required']>().resolves.toEqualTypeOf<Campaign>()
  expectTypeOf<Called['many']>().resolves.toEqualTypeOf<Campaign[]>()
  expectTypeOf<Called['count']>().resolves.toEqualTypeOf<number>()
})

test('finders may be given a column that is called as a method of every object', () => {
  type Row = { readonly constructor: string; readonly toString: number }
  type Types = {
    row: Row
    new: Row
    update: Row
    key: string
    unique: never
    numeric: never
    query: unknown
    relations: Record<never, never>
    softDelete: false
    version: false
  }
  class Machines extends Repository<Types> {
    findByConstructor(name: string): Promise<Row | undefined> {
      return this.findByUnique({ constructor: name })
    }
    listByToString(count: number): Promise<Row[]> {
      return this.listBy({ toString: count })
    }
  }
  expectTypeOf<Machines['findByConstructor']>().returns.resolves.toEqualTypeOf<Row | undefined>()
})

test('operators follow the type of the column', () => {
  expectTypeOf<'a'>().toExtend<Condition<string>>()
  expectTypeOf<{ contains: 'a' }>().toExtend<Condition<string | null>>()
  expectTypeOf<{ contains: 'a' }>().not.toExtend<Condition<number>>()
  expectTypeOf<{ gt: Date }>().toExtend<Condition<Date>>()
  expectTypeOf<{ gt: true }>().not.toExtend<Condition<boolean>>()
  expectTypeOf<{ in: [true] }>().toExtend<Condition<boolean>>()
  expectTypeOf<boolean>().toExtend<Condition<boolean>>()
  expectTypeOf<null>().not.toExtend<Condition<string>>()
  expectTypeOf<null>().toExtend<Condition<string | null>>()
  expectTypeOf<{ isNull: true }>().not.toExtend<Condition<string>>()
  expectTypeOf<{ in: [null] }>().not.toExtend<Condition<string | null>>()
  expectTypeOf<'b'>().not.toExtend<Condition<'a'>>()
  expectTypeOf<{ eq: Settings }>().toExtend<Condition<Settings | null>>()
  expectTypeOf<{ theme: 'dark' }>().not.toExtend<Condition<Settings | null>>()
  expectTypeOf<JsonNull>().toExtend<Condition<JsonValue | null>>()
  expectTypeOf<string[]>().toExtend<Condition<string[]>>()
  expectTypeOf<{ gt: unknown }>().toExtend<Condition<unknown>>()
})

test('calls that must not compile', () => {
  const calls = (campaigns: CampaignRepository, members: MemberRepository) => {
    // @ts-expect-error no such column
    campaigns.findMany({ where: { nam: 'x' } })
    // @ts-expect-error no such operator
    campaigns.findMany({ where: { name: { gtt: 'x' } } })
    // @ts-expect-error undefined is not left out
    campaigns.findMany({ where: { name: undefined } })
    // @ts-expect-error no such direction
    campaigns.findMany({ orderBy: { name: 'up' } })
    // @ts-expect-error no such column in a nested filter
    campaigns.findMany({ where: { or: [{ nam: 'x' }] } })
    // @ts-expect-error a filter must be there
    campaigns.deleteMany({})
    // @ts-expect-error a filter must be there
    campaigns.updateMany({}, { name: 'x' })
    // @ts-expect-error members have no version
    members.update({ tenant: 'a', number: 1n }, { role: 'guest' }, { version: 1 })
    // @ts-expect-error members are not soft-deleted
    members.findMany({ withDeleted: true })
    // @ts-expect-error members cannot be restored
    members.restore({ tenant: 'a', number: 1n })
    // @ts-expect-error half a key
    members.findById({ tenant: 'a' })
    // @ts-expect-error a required column is missing
    campaigns.create({ name: 'x' })
    // @ts-expect-error the id never changes
    campaigns.update('id', { id: 'other' })
    // @ts-expect-error findOne reads one row
    campaigns.findOne({ limit: 3 })
  }
  expectTypeOf(calls).toBeFunction()
  expectTypeOf<{ and: [{ name: 'x' }]; not: { budget: { gt: '1' } } }>().toExtend<Where<CampaignTypes>>()
  expectTypeOf<[{ name: 'asc' }, { column: 'budget'; nulls: 'first' }]>().toExtend<OrderBy<Campaign>>()
  expectTypeOf<{ column: 'budge' }>().not.toExtend<OrderBy<Sample>>()
})

test('writes take what the table has', () => {
  const called = (campaigns: CampaignRepository, members: MemberRepository) => ({
    upserted: campaigns.upsert(
      { name: 'a', platform: 'web', email: 'x' },
      { on: 'email', update: ['notes'] },
    ),
    byTwo: members.upsertMany([], { on: ['tenant', 'number'], skipUnchanged: true }),
    rows: campaigns.updateMany({ where: {}, returning: true }, { notes: null }),
    count: campaigns.updateMany({ where: {}, skipUnchanged: true }, { notes: null }),
    each: members.updateEach([{ key: { tenant: 'x', number: 1n }, changes: { role: 'owner' } }]),
    more: campaigns.increment('x', { budget: '1.50', hits: 2n }, { version: 1 }),
    // @ts-expect-error no such key
    noKey: campaigns.upsert({ name: 'a', platform: 'web' }, { on: 'name' }),
    // @ts-expect-error a part of the key is missing
    halfKey: members.upsertMany([], { on: ['tenant'] }),
    // @ts-expect-error the table deletes for real
    noRevival: members.upsertMany([], { on: ['tenant', 'number'], revive: true }),
    // @ts-expect-error no such column
    noColumn: campaigns.upsertMany([], { on: 'email', update: ['nothing'] }),
    // @ts-expect-error a text does not count
    noNumber: campaigns.increment('x', { name: 1 }),
    // @ts-expect-error a bigint counts in bigints
    noBigint: campaigns.increment('x', { hits: 2 }),
    // @ts-expect-error members have no version
    noVersion: members.updateEach([{ key: { tenant: 'x', number: 1n }, changes: {}, version: 1 }]),
  })
  type Called = ReturnType<typeof called>
  expectTypeOf<Called['upserted']>().resolves.toEqualTypeOf<Campaign>()
  expectTypeOf<Called['rows']>().resolves.toEqualTypeOf<Campaign[]>()
  expectTypeOf<Called['count']>().resolves.toEqualTypeOf<number>()
  expectTypeOf<Called['more']>().resolves.toEqualTypeOf<Campaign>()
})
