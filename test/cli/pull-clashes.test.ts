import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { expect, test } from 'vitest'
import { typeErrors } from '../emit/type-check.js'
import { databases, freshDatabase } from '../support/database.js'
import { projectWith, run } from './command-line.js'

const everywhere = `
  CREATE TABLE "user" (id integer PRIMARY KEY, name text NOT NULL);
  CREATE TABLE users (id integer PRIMARY KEY, user_id integer NOT NULL UNIQUE REFERENCES "user" (id), "userId" integer UNIQUE REFERENCES "user" (id));
  CREATE TABLE user_updates (id integer PRIMARY KEY);
  CREATE TABLE "new-user" (id integer PRIMARY KEY, "2nd" text, "with space" text, class text, "__proto__" text, constructor text);
  CREATE TABLE new_user (id integer PRIMARY KEY);
  CREATE TABLE "NewUser" (id integer PRIMARY KEY);
  CREATE TABLE user2 (id integer PRIMARY KEY);
  CREATE TABLE "2fast" (id integer PRIMARY KEY);
  CREATE TABLE _2fast (id integer PRIMARY KEY);
  CREATE TABLE "!" (id integer PRIMARY KEY);
  CREATE TABLE u21 (id integer PRIMARY KEY);
  CREATE TABLE transaction_ (id integer PRIMARY KEY);
  CREATE TABLE "transaction" (id integer PRIMARY KEY);
  CREATE TABLE dates (id integer PRIMARY KEY);
  CREATE TABLE "class" (id integer PRIMARY KEY);
  CREATE TABLE run_states (id integer PRIMARY KEY);
  CREATE TABLE jobs (id integer PRIMARY KEY, run_state text NOT NULL CHECK (run_state IN ('a', 'b')));
  CREATE TABLE tasks (id integer PRIMARY KEY, "runState" text NOT NULL CHECK ("runState" IN ('c', 'd')));
  CREATE VIEW "new user" AS SELECT id FROM "user";
`
const caseAlone = `
  CREATE TABLE "Users" (id integer PRIMARY KEY);
  CREATE TABLE "USERS" (id integer PRIMARY KEY, "ID" integer, "Id" integer);
  CREATE TYPE mood AS ENUM ('x');
  CREATE TYPE "Mood" AS ENUM ('y');
  CREATE TABLE moods (id integer PRIMARY KEY, a mood, b "Mood");
`

test.each(databases)(
  '%s: what is pulled has no two things of one name in TypeScript',
  async (dialect) => {
    const cwd = projectWith('')
    rmSync(join(cwd, 'schema.yaml'))
    const database = await freshDatabase(dialect)
    try {
      if (dialect === 'sqlite') {
        const file = new BetterSqlite3(database.url.slice('sqlite:'.length))
        file.exec(everywhere)
        file.close()
      } else {
        const client = new pg.Client({ connectionString: database.url })
        await client.connect()
        await client.query(everywhere + caseAlone)
        await client.end()
      }
      const pull = await run(['pull', '--database', database.url, '--out', 'schema.yaml'], { cwd })
      expect(pull).toMatchObject({ status: 0, stderr: 'Wrote schema.yaml\n' })
      const schema = readFileSync(join(cwd, 'schema.yaml'), 'utf8')
      expect(schema.match(/^ {2}\S.*\n {4}typescript: .*$/gm)).toMatchSnapshot()
      expect(await run(['generate'], { cwd })).toMatchObject({ status: 0, stderr: '' })
      const generated = join(cwd, 'generated')
      const files = readdirSync(generated, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => ({ path, content: readFileSync(join(generated, path), 'utf8') }))
      expect(files.length).toBeGreaterThan(18)
      expect(typeErrors(files)).toEqual([])
    } finally {
      await database.drop()
      rmSync(cwd, { recursive: true, force: true })
    }
  },
  180_000,
)
