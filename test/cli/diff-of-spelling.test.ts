import { rmSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { projectWith, run } from './command-line.js'

const schema = `
  CREATE TABLE Users (id INTEGER PRIMARY KEY, userName TEXT NOT NULL, AGE integer CHECK (AGE > 0), UNIQUE (userName));
  CREATE TABLE posts (id INTEGER PRIMARY KEY, Author INTEGER REFERENCES Users (ID), body TEXT);
  CREATE INDEX posts_author ON posts (Author);
  CREATE VIEW named AS SELECT userName FROM Users;
  CREATE TRIGGER aged AFTER INSERT ON Users BEGIN UPDATE Users SET AGE = 1 WHERE id = new.id AND AGE IS NULL; END;
`
const rows = `INSERT INTO Users VALUES (1, 'a', 2), (2, 'b', NULL); INSERT INTO posts VALUES (7, 1, 'x')`

const otherwise = (sql: string): string =>
  sql
    .replaceAll('userName', 'username')
    .replaceAll('Users', 'users')
    .replaceAll('Author', 'author')
    .replaceAll('AGE', 'age')

test('a name that is only written otherwise is that of the same table or column, with its rows', async () => {
  const cwd = projectWith('')
  try {
    const from = new BetterSqlite3(join(cwd, 'from.db'))
    from.exec(schema + rows)
    new BetterSqlite3(join(cwd, 'to.db')).exec(otherwise(schema)).close()
    const diff = () => run(['diff', '--from', 'sqlite:from.db', '--to', 'sqlite:to.db'], { cwd })
    const first = await diff()
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(first.stdout).toContain('ALTER TABLE users RENAME COLUMN "userName" TO username')
    expect(first.stdout).not.toContain('drops-data')
    from.exec(first.stdout)
    expect(from.prepare('SELECT * FROM users').all()).toEqual([
      { id: 1, username: 'a', age: 2 },
      { id: 2, username: 'b', age: 1 },
    ])
    expect(from.prepare('SELECT * FROM posts').all()).toEqual([{ id: 7, author: 1, body: 'x' }])
    from.close()
    // The constraints have names now, which those of the other database have not.
    expect(await diff()).toMatchObject({
      status: 0,
      stdout: '-- Nothing differs between sqlite:from.db and sqlite:to.db.\n',
      stderr: '',
    })
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
})
