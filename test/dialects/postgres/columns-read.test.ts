import { expect, test } from 'vitest'
import { mayRead } from '../../../generator/dialects/postgres/alter/columns-read.js'

const state = { tables: ['projects'], columns: ['state'] }

test.each([
  'SELECT id, name FROM projects',
  'SELECT tenant, count(*) AS projects FROM projects GROUP BY tenant',
  'SELECT count(*) AS n, max(id) * 2 AS twice FROM projects',
  'SELECT p.name, t.state FROM projects p JOIN tasks t ON t.project_id = p.id',
  'SELECT projects.name, tasks.state FROM tasks, projects WHERE tasks.project_id = projects.id',
  'SELECT p.name AS state FROM public.projects AS p WHERE p.name <> 1',
  `SELECT p.name FROM (projects p JOIN "tasks" t ON ((t.project_id = p.id))) WHERE (t."state" = 'open'::text)`,
  'SELECT name FROM projects WHERE (id > 3)',
])('%s reads no state of projects', (sql) => {
  expect(mayRead(sql, state)).toBe(false)
})

test.each([
  'SELECT state FROM projects',
  'SELECT p.state FROM projects p',
  'SELECT "projects"."state" FROM projects',
  'SELECT * FROM projects',
  'SELECT p.* FROM projects p',
  'SELECT DISTINCT ON (id) * FROM projects',
  'SELECT row_to_json(projects) FROM projects',
  'SELECT row_to_json(p) FROM projects p',
  'SELECT p FROM projects AS p',
  'SELECT id, projects FROM projects',
  'SELECT x FROM tasks, f(1, projects)',
  'SELECT id FROM projects NATURAL JOIN tasks',
  'TABLE projects',
  'SELECT q.state FROM (projects p JOIN tasks t ON t.project_id = p.id) q',
  'SELECT a.y FROM projects a (x, y)',
  'SELECT a.y FROM projects AS a(x, y)',
  'SELECT f.state FROM f() f, projects',
])('%s may read it', (sql) => {
  expect(mayRead(sql, state)).toBe(true)
})
