import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { put, tree } from '../workspace/folders.js'
import { finished, oneMoreTable, projectWith, run, start, twoTables } from './command-line.js'

async function beforeAndAfter() {
  const cwd = projectWith(twoTables)
  await run(['generate'], { cwd })
  const before = tree(join(cwd, 'generated'))
  put(cwd, { 'schema.yaml': oneMoreTable })
  await run(['generate'], { cwd })
  return { before, after: tree(join(cwd, 'generated')) }
}

/** Kills the run some time after it began to write; almost all of its time goes into what comes before. */
async function killWhileWriting(cwd: string, afterMs: number): Promise<void> {
  const child = start(['generate'], { cwd })
  const end = finished(child)
  const staged = join(cwd, 'generated/.tablewright/staged')
  while (!existsSync(staged) && child.exitCode === null) await sleep(1)
  if (afterMs > 0) await sleep(afterMs)
  child.kill('SIGKILL')
  await end
}

test('a run that is killed while it writes leaves whole files only, and the next run mends the rest', async () => {
  const { before, after } = await beforeAndAfter()
  for (const afterMs of [0, 0, 1, 2, 4, 8]) {
    const cwd = projectWith(oneMoreTable)
    put(join(cwd, 'generated'), before)
    await killWhileWriting(cwd, afterMs)
    for (const [path, content] of Object.entries(tree(join(cwd, 'generated')))) {
      if (!path.startsWith('.tablewright/')) expect([before[path], after[path]], path).toContain(content)
    }
    expect(await run(['generate'], { cwd })).toMatchObject({ status: 0 })
    expect(tree(join(cwd, 'generated'))).toEqual(after)
  }
}, 180_000)
