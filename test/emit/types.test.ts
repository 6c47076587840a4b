import type { ColumnType, Insertable, Kysely, Selectable, Updateable } from 'kysely'
import type { JsonValue } from 'tablewright'
import ts from 'typescript'
import { expect, expectTypeOf, test } from 'vitest'
import type { OptionalSample, Sample } from '../golden/codegen/every-type/expected/index.js'
import type * as keys from '../golden/codegen/keys-and-finders/expected/index.js'
import type { RunRepository } from '../golden/codegen/keys-and-finders/expected/index.js'
import type * as mixins from '../golden/codegen/mixins/expected/index.js'
import { goldenConfig, programErrors } from './type-check.js'

test('what is said here of types is what the compiler finds', () => {
  const path = import.meta.filename.replaceAll('\\', '/')
  expect(programErrors(ts.createProgram([path], goldenConfig().options), new Set([path]))).toEqual([])
})

test('values are what the language promises', () => {
  expectTypeOf<Sample['a_bigint']>().toEqualTypeOf<bigint>()
  expectTypeOf<Sample['a_decimal']>().toEqualTypeOf<string>()
  expectTypeOf<Sample['a_timestamp']>().toEqualTypeOf<Date>()
  expectTypeOf<Sample['a_json']>().toEqualTypeOf<JsonValue>()
  expectTypeOf<Sample['some_bytes']>().toEqualTypeOf<Uint8Array>()
  expectTypeOf<Sample['a_color']>().toEqualTypeOf<'red' | 'green'>()
  expectTypeOf<Sample['colors']>().toEqualTypeOf<('red' | 'green')[]>()
  expectTypeOf<Sample['anything']>().toEqualTypeOf<string>()
  expectTypeOf<OptionalSample['anything']>().toEqualTypeOf<string | null>()
  expectTypeOf<OptionalSample['a_bigint']>().toEqualTypeOf<bigint | null>()
})

test('what a caller may write is what a caller should', () => {
  expectTypeOf<keyof mixins.NewCampaign>().toEqualTypeOf<
    'id' | 'name' | 'platform' | 'created_at' | 'updated_at'
  >()
  expectTypeOf<{ name: string; platform: string }>().toExtend<mixins.NewCampaign>()
  expectTypeOf<keyof mixins.CampaignUpdate>().toEqualTypeOf<'name' | 'platform'>()
  expectTypeOf<Updateable<mixins.CampaignTable>>().toEqualTypeOf<mixins.CampaignUpdate>()
  expectTypeOf<keyof Insertable<mixins.CampaignHistoryTable>>().toBeNever()
  expectTypeOf<mixins.Campaign>().toEqualTypeOf<Selectable<mixins.CampaignTable>>()
  expectTypeOf<mixins.Campaign['deleted_by']>().toEqualTypeOf<string | null>()
  expectTypeOf<mixins.DB['invoices']['created_by']>().toEqualTypeOf<ColumnType<bigint, never, never>>()
  expectTypeOf<keyof keys.NewUser>().toEqualTypeOf<'email' | 'badge'>()
  expectTypeOf<keyof keys.NewRun>().toExtend<Exclude<keyof keys.Run, 'score'>>()
})

test('repositories are explicit', () => {
  const called = (runs: RunRepository, memberships: keys.MembershipRepository, state: keys.RunState) => ({
    byId: runs.findById(1),
    byKey: memberships.findById({ user_id: 1n, run_id: 1 }),
    byIndex: runs.findByOwnerIdAndName(1n, 'x'),
    listed: runs.listByState(state),
    selected: runs.listByState(state, { select: ['name', 'score'] }),
    // @ts-expect-error a key is a number here
    wrongKey: runs.findById('1'),
    // @ts-expect-error a composite key is an object
    wrongKeys: memberships.findById(1),
    // @ts-expect-error no state
    wrongState: runs.listByState('LOST'),
  })
  type Called = ReturnType<typeof called>
  expectTypeOf<Called['byId']>().toEqualTypeOf<Promise<keys.Run | undefined>>()
  expectTypeOf<Called['byKey']>().toEqualTypeOf<Promise<keys.Membership | undefined>>()
  expectTypeOf<Called['byIndex']>().toEqualTypeOf<Promise<keys.Run | undefined>>()
  expectTypeOf<Called['listed']>().toEqualTypeOf<Promise<keys.Run[]>>()
  expectTypeOf<Called['selected']>().toEqualTypeOf<Promise<Pick<keys.Run, 'name' | 'score'>[]>>()
  expectTypeOf<keys.ReadingRepository>().not.toHaveProperty('findById')
  expectTypeOf<keys.RunRepository>().not.toHaveProperty('restore')
  expectTypeOf<mixins.CampaignRepository>().toHaveProperty('restore')
  expectTypeOf<typeof mixins.createRepositories>().parameter(0).toEqualTypeOf<Kysely<mixins.DB>>()
  expectTypeOf<typeof mixins.createRepositories>().returns.toEqualTypeOf<mixins.Repositories>()
})
