import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../generator/cli/open-database.js'
import { projectWith } from './command-line.js'

const inFolder = async (work: (cwd: string, path: string) => Promise<void>): Promise<void> => {
  const cwd = projectWith('')
  try {
    const path = join(cwd, 'app.db')
    new BetterSqlite3(path)
      .exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)')
      .close()
    await work(cwd, path)
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}

/** Closed at the end, if the test has not done so. */
const opened = (path: string): BetterSqlite3.Database => {
  const database = new BetterSqlite3(path)
  onTestFinished(() => {
    database.close()
  })
  return database
}

const tablesOf = async (path: string): Promise<readonly string[]> => {
  const live = await openDatabase(`sqlite:${path}`)
  try {
    return (await live.introspect()).model.tables.map(({ name }) => name)
  } finally {
    await live.close()
  }
}

test('a database in WAL mode is looked at, and no file and no byte is other than before', () =>
  inFolder(async (cwd, path) => {
    const [files, bytes, { mtimeMs }] = [readdirSync(cwd), readFileSync(path), statSync(path)]
    expect(await tablesOf(path)).toEqual(['t'])
    expect(readdirSync(cwd)).toEqual(files)
    expect(readFileSync(path)).toEqual(bytes)
    expect(statSync(path).mtimeMs).toBe(mtimeMs)
  }))

test('what stands in the log of another connection is seen, and stays in it', () =>
  inFolder(async (_, path) => {
    const other = opened(path)
    other.exec('CREATE TABLE later (b)')
    const [bytes, log] = [readFileSync(path), readFileSync(`${path}-wal`)]
    expect(await tablesOf(path)).toEqual(['t', 'later'])
    expect(readFileSync(path)).toEqual(bytes)
    expect(readFileSync(`${path}-wal`)).toEqual(log)
    other.close()
    expect(existsSync(`${path}-wal`)).toBe(false)
  }))

test('a write that comes while it is looked at is kept', () =>
  inFolder(async (_, path) => {
    const live = await openDatabase(`sqlite:${path}`)
    try {
      opened(path).exec('INSERT INTO t VALUES (2)').close()
      expect((await live.introspect()).model.tables).toHaveLength(1)
    } finally {
      await live.close()
    }
    expect(opened(path).prepare('SELECT a FROM t ORDER BY a').pluck().all()).toEqual([1, 2])
  }))
