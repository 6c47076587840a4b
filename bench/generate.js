// Whole-process times of `tablewright generate`: this repository's schema, and 1,000 tables of ten columns.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const rounds = Number(process.argv[2] ?? 5)
const here = dirname(fileURLToPath(import.meta.url))
const bin = resolve(here, '../bin/tablewright.js')
const folder = mkdtempSync(join(tmpdir(), 'tablewright-bench-'))

/** Nine columns of everyday types beside the key, and one reference to the table before. */
function largeSchema(tables) {
  const lines = ['dialects: [sqlite, postgres]', 'tables:']
  for (let table = 0; table < tables; table++) {
    lines.push(
      `  table_${table}:`,
      '    columns:',
      '      id: { type: bigint, identity: default, primary_key: true }',
      '      name: varchar(100)',
      '      notes: text?',
      '      amount: { type: "decimal(12,2)", default: 0 }',
      '      count: { type: integer, default: 0 }',
      '      active: { type: boolean, default: true }',
      '      settings: { type: json, default: {} }',
      '      created_at: { type: timestamp, default: now }',
      '      ratio: double?',
      `      previous_id: { references: table_${Math.max(0, table - 1)}, nullable: true }`,
      '    indexes: [name, previous_id]',
    )
  }
  return `${lines.join('\n')}\n`
}

function seconds(work) {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start) / 1e9
}

const generate = (schema) =>
  execFileSync(process.execPath, [bin, 'generate', '--schema', schema], { cwd: folder })
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

writeFileSync(join(folder, 'large.yaml'), largeSchema(1000).replace('tables:', 'output: large\ntables:'))
const small = readFileSync(resolve(here, '../schema.yaml'), 'utf8')
  .replaceAll(/\n\s*typescript: \{[^\n]*/g, '')
  .replace('enums:', 'output: small\nenums:')
writeFileSync(join(folder, 'small.yaml'), small)

const times = {
  node: [],
  'small, first': [],
  'small, nothing to do': [],
  '1,000 tables, first': [],
  '1,000 tables, nothing to do': [],
}
try {
  for (let round = 0; round < rounds; round++) {
    times.node.push(seconds(() => execFileSync(process.execPath, ['-e', '0'])))
    for (const name of ['small', 'large']) {
      const label = name === 'small' ? 'small' : '1,000 tables'
      rmSync(join(folder, name), { recursive: true, force: true })
      times[`${label}, first`].push(seconds(() => generate(`${name}.yaml`)))
      times[`${label}, nothing to do`].push(seconds(() => generate(`${name}.yaml`)))
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.table(
  Object.fromEntries(
    Object.entries(times).map(([name, values]) => [
      name,
      {
        'median s': median(values).toFixed(2),
        'min s': Math.min(...values).toFixed(2),
        'max s': Math.max(...values).toFixed(2),
      },
    ]),
  ),
)
