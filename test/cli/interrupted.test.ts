import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { put, tree } from '../workspace/folders.js'
import { finished, oneMoreTable, projectWith, run, start, twoTables } from './command-line.js'

/** What the two states look like, and how long the way between them takes. */
async function beforeAndAfter() {
  const cwd = projectWith(twoTables)
  await run(['generate'], { cwd })
  const before = tree(join(cwd, 'generated'))
  put(cwd, { 'schema.yaml': oneMoreTable })
  const began = performance.now()
  await run(['generate'], { cwd })
  return { before, after: tree(join(cwd, 'generated')), took: performance.now() - began }
}

test('a run that is killed at any moment leaves whole files only, and the next run mends the rest', async () => {
  const { before, after, took } = await beforeAndAfter()
  const rounds = 12
  for (let round = 0; round < rounds; round += 1) {
    const cwd = projectWith(twoTables)
    put(join(cwd, 'generated'), before)
    put(cwd, { 'schema.yaml': oneMoreTable })
    const child = start(['generate'], { cwd })
    const end = finished(child)
    // Most of the time goes into starting; the writing is at the end.
    await sleep(took * (0.5 + (0.6 * round) / rounds))
    child.kill('SIGKILL')
    await end
    for (const [path, content] of Object.entries(tree(join(cwd, 'generated')))) {
      if (!path.startsWith('.tablewright/')) expect([before[path], after[path]], path).toContain(content)
    }
    expect(await run(['generate'], { cwd })).toMatchObject({ status: 0 })
    expect(tree(join(cwd, 'generated'))).toEqual(after)
  }
})
