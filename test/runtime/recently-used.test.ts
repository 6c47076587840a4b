import { expect, test } from 'vitest'
import { RecentlyUsed } from '../../runtime/recently-used.js'

test('the one unused for longest goes first, by number', () => {
  const kept = new RecentlyUsed<number>({ entries: 2, characters: 1000 })
  kept.set('a', 1, 1)
  kept.set('b', 2, 1)
  expect(kept.get('a')).toBe(1)
  kept.set('c', 3, 1)
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual([1, undefined, 3])
})

test('and by weight, of which the same key counts once', () => {
  const kept = new RecentlyUsed<number>({ entries: 1000, characters: 160 })
  for (let n = 0; n < 20; n++) kept.set('same', n, 10)
  expect(kept.get('same')).toBe(19)
  for (let n = 0; n < 16; n++) kept.set(`${n}`, n, 10)
  expect(kept.size).toBe(16)
  expect(kept.get('same')).toBeUndefined()
  kept.clear()
  for (let n = 0; n < 100; n++) kept.set(`${n}`, n, 8)
  expect(kept.size).toBe(20)
})

test('what is far too heavy is not kept, and pushes nothing out', () => {
  const kept = new RecentlyUsed<number>({ entries: 10, characters: 160 })
  kept.set('light', 1, 1)
  kept.set('heavy', 2, 11)
  expect(kept.get('heavy')).toBeUndefined()
  expect(kept.get('light')).toBe(1)
})
