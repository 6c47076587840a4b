import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { lockOutput, refreshedEveryMs } from '../../generator/workspace/workspace-lock.js'
import { project, put } from './folders.js'

const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid
const holder = (pid: number, host = hostname()) => JSON.stringify({ pid, host, token: `token-of-${pid}` })

test('a lock excludes others until it is given back, and leaves nothing behind', async () => {
  const output = project()
  const first = await lockOutput(output, 0)
  const second = await lockOutput(output, 100)
  expect(second.diagnostics).toMatchObject([{ code: 'workspace-locked' }])
  expect(second.diagnostics[0]?.message).toContain(`process ${process.pid}`)
  first.value?.()
  const third = await lockOutput(output, 0)
  expect(third.diagnostics).toEqual([])
  third.value?.()
  expect(existsSync(output.path)).toBe(false)
})

test('the lock of a dead process is taken over, by one of many', async () => {
  const output = project()
  put(output.path, { '.tablewright/lock': holder(deadPid()) })
  const attempts = await Promise.all(Array.from({ length: 5 }, () => lockOutput(output, 120)))
  const winners = attempts.filter((attempt) => attempt.value !== undefined)
  expect(winners).toHaveLength(1)
  expect(JSON.parse(readFileSync(join(output.path, '.tablewright/lock'), 'utf8'))).toMatchObject({
    pid: process.pid,
  })
  winners[0]?.value?.()
})

test('a process that died while taking over is no obstacle either', async () => {
  const output = project()
  const [first, second] = [deadPid(), deadPid()]
  put(output.path, {
    '.tablewright/lock': holder(first),
    [`.tablewright/lock.token-of-${first}`]: holder(second),
  })
  const taken = await lockOutput(output, 200)
  expect(taken.diagnostics).toEqual([])
  taken.value?.()
})

test('a draft of a dead process goes at once, one of a living process stays while it is fresh', async () => {
  const output = project()
  const [dead, living] = [holder(deadPid()), holder(process.ppid)]
  put(output.path, { '.tablewright/draft-dead': dead, '.tablewright/draft-living': living })
  const taken = await lockOutput(output, 0)
  const drafts = readdirSync(join(output.path, '.tablewright')).filter((name) => name.startsWith('draft-'))
  expect(drafts).toEqual(['draft-living'])
  taken.value?.()
})

test('a former process with the number of this one is dead; another living one is not', async () => {
  const mine = project()
  put(mine.path, { '.tablewright/lock': holder(process.pid) })
  expect((await lockOutput(mine, 0)).diagnostics).toEqual([])
  const parent = project()
  put(parent.path, { '.tablewright/lock': holder(process.ppid) })
  expect((await lockOutput(parent, 0)).diagnostics).toMatchObject([{ code: 'workspace-locked' }])
})

test('a lock of another machine is respected, for it cannot be checked', async () => {
  const output = project()
  put(output.path, { '.tablewright/lock': holder(deadPid(), 'another-machine') })
  expect((await lockOutput(output, 0)).diagnostics).toMatchObject([{ code: 'workspace-locked' }])
})

test('an output folder that cannot be made is a diagnostic', async () => {
  const output = project()
  put(output.project, { generated: 'a file' })
  const { diagnostics } = await lockOutput(output, 0)
  expect(diagnostics).toMatchObject([{ code: 'file-not-writable' }])
})

test('a lock that another took over is not given back by who lost it', async () => {
  const output = project()
  const lost = await lockOutput(output, 0)
  put(output.path, { '.tablewright/lock': holder(process.ppid) })
  lost.value?.()
  expect(readFileSync(join(output.path, '.tablewright/lock'), 'utf8')).toBe(holder(process.ppid))
})

test('a lock stays fresh while it is held, but not one that was lost', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const output = project()
  const lock = join(output.path, '.tablewright/lock')
  const long = new Date(Date.now() - 3_600_000)
  const isFresh = (): boolean => statSync(lock).mtimeMs > long.getTime() + 1000
  try {
    const taken = await lockOutput(output, 0)
    utimesSync(lock, long, long)
    vi.advanceTimersByTime(refreshedEveryMs)
    expect(isFresh()).toBe(true)
    put(output.path, { '.tablewright/lock': holder(1, 'another-machine') })
    utimesSync(lock, long, long)
    vi.advanceTimersByTime(refreshedEveryMs)
    expect(isFresh()).toBe(false)
    taken.value?.()
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
