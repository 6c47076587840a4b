import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tree } from '../workspace/folders.js'
import { run } from './command-line.js'
import { type GitProject, gitProject, mergeAnyway } from './git-project.js'

const schema = `dialects: [sqlite]
tables:
  authors:
    mixins: [uuid]
    columns:
      name: text
  books:
    mixins: [uuid, versioning]
    columns:
      title: text
      pages: integer?
`
const name: readonly [string, string] = ['      name: text\n', '      name: text\n      email: text?\n']
const title: readonly [string, string] = ['      title: text\n', '      title: text\n      year: integer?\n']
const pages: readonly [string, string] = [
  '      pages: integer?\n',
  '      pages: integer?\n      isbn: text?\n',
]

const migrationsOf = ({ cwd }: GitProject): readonly string[] =>
  readdirSync(join(cwd, 'generated/migrations')).filter((file) => file !== 'checksums.txt')

const generate = async ({ cwd }: GitProject, ...args: readonly string[]): Promise<void> => {
  const { status, stderr } = await run(['generate', ...args], { cwd })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
}

/** Two branches that each wrote migration 0002. */
async function twoBranches(
  ours: readonly (readonly [string, string])[],
  theirs: readonly (readonly [string, string])[],
): Promise<GitProject> {
  const project = gitProject(schema)
  await generate(project)
  project.commit('initial')
  project.git('checkout', '--quiet', '-b', 'feature')
  project.edit(...ours)
  await generate(project, '--name', 'ours')
  project.commit('ours')
  project.git('checkout', '--quiet', 'main')
  project.edit(...theirs)
  await generate(project, '--name', 'theirs')
  project.commit('theirs')
  return project
}

test('a fork is named by check, mended by rebase, and nothing is left to do', async () => {
  const project = await twoBranches([pages], [name, title])
  const { cwd, git } = project
  git('checkout', '--quiet', 'feature')
  mergeAnyway(project, 'main')
  const forked = await run(['check'], { cwd })
  expect(forked.status).toBe(1)
  expect(forked.stderr).toContain('error migration-fork:')
  expect(forked.stderr).toContain('run rebase')

  const rebased = await run(['rebase'], { cwd })
  expect(rebased).toMatchObject({ status: 0, stderr: '' })
  expect(rebased.stdout).toContain('0002_ours is now 0003_ours.\n')
  expect(migrationsOf(project)).toEqual(['0001_initial', '0002_theirs', '0003_ours'])
  // Both added a column to a table with a history; the trigger copies the columns of both.
  const up = readFileSync(join(cwd, 'generated/migrations/0003_ours/sqlite.up.sql'), 'utf8')
  expect(up).toMatch(/VALUES\s+\('insert', .*NEW\.year.*NEW\.isbn/)
  await generate(project)
  expect(migrationsOf(project)).toHaveLength(3)
  expect(await run(['check'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  const before = tree(join(cwd, 'generated'))
  expect((await run(['rebase'], { cwd })).stdout).toMatch(/^Nothing to do/)
  expect(tree(join(cwd, 'generated'))).toEqual(before)
})

test('on the main branch the migrations of the branch that is merged are moved', async () => {
  const project = await twoBranches([pages], [name])
  mergeAnyway(project, 'feature')
  expect(await run(['rebase'], { cwd: project.cwd })).toMatchObject({ status: 0, stderr: '' })
  expect(migrationsOf(project)).toEqual(['0001_initial', '0002_theirs', '0003_ours'])
})

test('without git, names say which are moved', async () => {
  const project = await twoBranches([pages], [name])
  project.git('checkout', '--quiet', 'feature')
  mergeAnyway(project, 'main')
  const { stdout } = await run(['rebase', '0002_theirs', '--json'], { cwd: project.cwd })
  expect(JSON.parse(stdout)).toMatchObject({
    command: 'rebase',
    ok: true,
    migrations: ['0001_initial', '0002_ours', '0003_theirs'],
    proven: [{ migration: '0003_theirs', verdicts: [{ dialect: 'sqlite', verdict: 'proven' }] }],
  })
})

test('a change that both made is left out of ours', async () => {
  const project = await twoBranches([pages, name], [name])
  project.git('checkout', '--quiet', 'feature')
  mergeAnyway(project, 'main')
  const { stdout, status } = await run(['rebase'], { cwd: project.cwd })
  expect(status).toBe(0)
  expect(stdout).toContain('the other branch makes the same change')
  const changes = readFileSync(join(project.cwd, 'generated/migrations/0003_ours/changes.json'), 'utf8')
  expect(changes).toContain('isbn')
  expect(changes).not.toContain('email')
})

test('two different changes of one thing are an error that names both, and nothing is written', async () => {
  const other: readonly [string, string] = [
    '      name: text\n',
    '      name: text\n      email: varchar(20)?\n',
  ]
  const project = await twoBranches([name], [other])
  project.git('checkout', '--quiet', 'feature')
  mergeAnyway(project, 'main')
  project.git('checkout', '--ours', 'schema.yaml')
  const before = tree(join(project.cwd, 'generated'))
  const { stderr, status } = await run(['rebase'], { cwd: project.cwd })
  expect(status).toBe(1)
  expect(stderr).toContain(
    'error migration-conflict: migration 0002_ours of this branch cannot come after 0002_theirs',
  )
  expect(tree(join(project.cwd, 'generated'))).toEqual(before)
})
