import { expect, test } from 'vitest'
import type { Change } from '../../generator/changes/change.js'
import { describe } from '../../generator/changes/describe.js'
import { invert } from '../../generator/changes/invert.js'
import { enumeration } from '../support/model-builder.js'

const merging: Change = {
  kind: 'alterEnum',
  before: enumeration('state', ['open', 'gone', 'lost', 'new']),
  after: enumeration('state', ['open', 'closed', 'fresh']),
  values: [
    { from: 'gone', to: 'closed' },
    { from: 'lost', to: 'closed' },
    { from: 'new', to: 'fresh' },
  ],
}

test('values that a new one took in come back as the first of them, and the others are known', () => {
  const [back] = invert([merging])
  expect(back).toMatchObject({
    values: [
      { from: 'closed', to: 'gone', or: ['lost'] },
      { from: 'fresh', to: 'new' },
    ],
  })
  expect(back && describe(back)).toBe(
    'move closed to gone, rename value fresh to new, add value lost in enum state',
  )
  expect(invert(invert([merging]))).toEqual([merging])
})

test('a value that was there before and took others in keeps them', () => {
  const [back] = invert([
    {
      kind: 'alterEnum',
      before: enumeration('state', ['open', 'closed', 'gone']),
      after: enumeration('state', ['open', 'closed']),
      values: [{ from: 'gone', to: 'closed' }],
    },
  ])
  expect(back).toMatchObject({ values: [] })
})
