import { expect, test } from 'vitest'
import { CallLimit } from '../../runtime/call-limit.js'
import { AbortedError, TimeoutError } from '../../runtime/errors.js'

/** What happens at the same time, in each order: what comes is either handed out or discarded, never both and never neither. */
test.each(['first', 'last', 'beside'])('what comes when the call ends comes once: %s', async (order) => {
  const stop = new AbortController()
  const limit = new CallLimit('users.findMany', stop.signal, 60)
  let finish = (_: string): void => {}
  const work = new Promise<string>((resolve) => {
    finish = resolve
  })
  const discarded: string[] = []
  const raced = limit.race(work, (late) => discarded.push(late)).catch((error: unknown) => error)
  if (order === 'first') stop.abort()
  finish('connection')
  if (order === 'last') stop.abort()
  if (order === 'beside') queueMicrotask(() => stop.abort())
  const result = await raced
  await new Promise(setImmediate)
  expect(result === 'connection' ? discarded : [result]).toEqual(
    result === 'connection' ? [] : [expect.any(AbortedError)],
  )
  if (result !== 'connection') expect(discarded).toEqual(['connection'])
})

test('a call that has ended does not wait for its work, whose failure is nobody else to see', async () => {
  const limit = new CallLimit('users.findMany', AbortSignal.abort(), undefined)
  const failing = Promise.reject(new Error('late'))
  await expect(limit.race(failing)).rejects.toThrow(AbortedError)
  const never = new Promise<void>(() => {})
  await expect(new CallLimit('users.count', undefined, 0.01).race(never)).rejects.toThrow(
    new TimeoutError('users.count took longer than its timeout of 0.01 s.'),
  )
})

test('a time beyond what a timer can count does not end the call at once', async () => {
  const limit = new CallLimit('users.findMany', undefined, 1e9)
  expect(await limit.race(new Promise((resolve) => setTimeout(resolve, 20, 'done')))).toBe('done')
})

test('one signal ends any number of calls at once, and Node sees no leak in them', async () => {
  const warnings: Error[] = []
  const warned = (warning: Error): void => void warnings.push(warning)
  process.on('warning', warned)
  const stop = new AbortController()
  const never = new Promise<void>(() => {})
  const calls = Array.from({ length: 30 }, (_, i) =>
    new CallLimit(`${i}`, stop.signal, undefined).race(never),
  )
  const ended = Promise.allSettled(calls)
  await new Promise(setImmediate)
  stop.abort()
  expect((await ended).every(({ status }) => status === 'rejected')).toBe(true)
  await new Promise(setImmediate)
  process.off('warning', warned)
  expect(warnings).toEqual([])
})
