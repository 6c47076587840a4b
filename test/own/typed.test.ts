import { expect, test } from 'vitest'
import { emitAll } from '../../generator/emit/registry.js'
import { ownRepository } from '../../generator/emit/repositories/own-repository.js'
import { parse } from '../document/parse.js'
import { typeErrors } from '../emit/type-check.js'
import { column, resolved, table } from '../support/model-builder.js'

const runs = table('research_runs', [column('id', 'integer'), column('started_at', 'timestamp')], {
  key: ['id'],
})
const wanted = {
  table: 'research_runs',
  name: 'ResearchRunRepository',
  module: '../generated/repositories/research_runs.js',
}

const scaffolded = ownRepository(wanted)
const withMethod = scaffolded.replace(
  /\n {2}\/\/.*\n/,
  `
  async late(): Promise<number> {
    const rows = await this.db.selectFrom('RUNS').select('STARTED').execute()
    return rows.filter(({ STARTED }) => STARTED > new Date()).length
  }
`,
)

const use = `import type { Repositories } from '../generated/index.js'
export const late = (repos: Repositories): Promise<number> =>
  repos.transaction(async (tx) => (await tx.RUNS.late()) + (await repos.RUNS.late()))
`

test.each(['snake', 'camel'] as const)(
  'methods are typed on repositories and in transactions, in %s case',
  { timeout: 180_000 },
  (wordCase) => {
    const named = (text: string): string =>
      wordCase === 'camel'
        ? text.replaceAll('RUNS', 'researchRuns').replaceAll('STARTED', 'startedAt')
        : text.replaceAll('RUNS', 'research_runs').replaceAll('STARTED', 'started_at')
    const files = emitAll(
      resolved({ tables: [runs] }, { case: wordCase }),
      new Map([['research_runs', '../own/research_runs.js']]),
    ).value
    const errors = (own: string): readonly string[] =>
      typeErrors([
        ...(files ?? []),
        { path: '../own/research_runs.ts', content: named(own) },
        { path: '../own/use.ts', content: named(use) },
      ])
    expect(errors(withMethod)).toEqual([])
    expect(errors(scaffolded).join()).toContain("Property 'late' does not exist")
  },
)

test('the folder of the user’s classes may not be one of generated files', () => {
  const problems = (yaml: string) => parse(yaml).diagnostics.map(({ code }) => code)
  const tables = 'tables: { a: { columns: { b: text } } }'
  expect(problems(`typescript: { repositories: generated/own }\n${tables}`)).toEqual(['invalid-path'])
  expect(problems(`output: .\ntypescript: { repositories: repositories }\n${tables}`)).toEqual([
    'invalid-path',
  ])
  expect(problems(`output: src/db\ntypescript: { repositories: src }\n${tables}`)).toEqual([])
  expect(problems(`typescript: { repositories: ../own }\n${tables}`)).toEqual(['invalid-path'])
})
