import { expect, test } from 'vitest'
import { projectWith, run, start, twoTables } from './command-line.js'

test('--help and --version', async () => {
  const help = await run(['--help'])
  expect(help).toMatchObject({ status: 0, stderr: '' })
  expect([...help.stdout.matchAll(/^ {2}([a-z]+) .*\S/gm)].map(([, name]) => name)).toEqual([
    'generate',
    'check',
    'scaffold',
    'migrate',
    'pull',
    'drift',
    'diff',
    'verify',
    'rehash',
    'rebase',
    'squash',
    'tablewright',
    'tablewright',
    'tablewright',
  ])
  expect(await run(['--version'], { fromSources: true })).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
})

test.each([['generate'], ['check'], ['migrate'], ['migrate', 'down']])('%s %s --help', async (...command) => {
  const { status, stdout } = await run([...command.filter(Boolean), '--help'])
  expect(status).toBe(0)
  expect(stdout).toContain(`Usage: tablewright ${command.filter(Boolean).join(' ')}`)
  expect(stdout).toContain('--schema <file>')
})

test.each([
  [['frobnicate'], /unknown command 'frobnicate'/],
  [['generat'], /Did you mean generate\?/],
  [['generate', '--frob'], /unknown option '--frob'/],
  [['generate', 'extra'], /too many arguments/],
  [['generate', '--name', '../evil'], /lower-case words joined by underscores, such as add_campaigns/],
  [['generate', '--name', 'Big Name'], /lower-case words/],
  [['generate', '--watch', '--json'], /exclude each other/],
  [['migrate', 'sideways'], /unknown command 'sideways'/],
  [['migrate', 'down', '--steps', '0'], /whole number from 1/],
  [['migrate', 'down', '--steps', '1', '--to', '0'], /exclude each other/],
  [['migrate', 'up', '--begun', 'maybe'], /Allowed choices are done, again/],
  [['migrate', 'baseline', '--begun', 'done'], /unknown option '--begun'/],
  [['generate', '--schema'], /argument missing/],
])('wrong usage: %j', async (args, message) => {
  const { status, stdout, stderr } = await run(args)
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(message)
})

test('no command at all is wrong usage and prints what is possible', async () => {
  const { status, stderr } = await run([])
  expect(status).toBe(2)
  expect(stderr).toContain('Commands:')
})

test('a reader that goes away does not stop the work', async () => {
  const cwd = projectWith(twoTables)
  const child = start(['generate'], { cwd })
  child.stdout?.destroy()
  child.stderr?.destroy()
  const status = await new Promise((resolve) => child.once('exit', resolve))
  expect(status).toBe(0)
  expect(await run(['check'], { cwd })).toMatchObject({ status: 0 })
})
