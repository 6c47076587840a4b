import { expect, test } from 'vitest'
import { currentActor, InvalidQueryError, newId, withActor } from '../../runtime/index.js'

test('the actor holds across await, nests, and ends', async () => {
  expect(currentActor()).toBeUndefined()
  const result = await withActor('outer', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    const inner = await withActor(7n, async () => {
      await Promise.resolve()
      return currentActor()
    })
    return [inner, currentActor()]
  })
  expect(result).toEqual([7n, 'outer'])
  expect(currentActor()).toBeUndefined()
})

test.each([
  [''],
  ['an\0n'],
  [{ id: 1 }],
  [['ann']],
  [new Date()],
  [Number.NaN],
  [true],
  [() => 'ann'],
  [Symbol('ann')],
])('%j is no actor on any database', (actor) => {
  let ran = false
  expect(() =>
    withActor(actor, () => {
      ran = true
    }),
  ).toThrow(InvalidQueryError)
  expect(ran).toBe(false)
})

test('undefined and null are nobody, inside of another as well', () => {
  for (const nobody of [undefined, null])
    expect(withActor('ann', () => withActor(nobody, () => currentActor()))).toBe(nobody)
})

test('calls that run at once keep their own actor', async () => {
  const seen = await Promise.all(
    ['a', 'b', 'c'].map((actor) =>
      withActor(actor, async () => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
        return currentActor()
      }),
    ),
  )
  expect(seen).toEqual(['a', 'b', 'c'])
})

test('ids are UUIDs of version 7 that sort in the order of their making', () => {
  const ids = Array.from({ length: 10_000 }, newId)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})
