import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockOutput } from '../../generator/workspace/workspace-lock.js'
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
