// Processor time of the stages that read a schema: 1,000 tables of ten columns, and texts of five megabytes.
import { dialects } from '../generator/dialects/index.js'
import { parseDocument } from '../generator/document/parse.js'
import { emitAll } from '../generator/emit/registry.js'
import { resolveModel } from '../generator/model/resolve.js'

const rounds = Number(process.argv[2] ?? 5)

const parse = (text: string) =>
  parseDocument({ main: { file: 'schema.yaml', text }, readInclude: () => undefined, dialects })

function tables(count: number): string {
  const lines = ['tables:']
  for (let table = 0; table < count; table++) {
    lines.push(`  table_${table}:`, '    mixins: [full]', '    columns:')
    lines.push(`      parent_id: { references: table_${(table * 7) % count}, nullable: true }`)
    for (let column = 0; column < 9; column++) lines.push(`      column_${column}: varchar(255)?`)
    lines.push('    indexes: [column_1]', '    unique: [[column_2, column_3]]')
  }
  return `${lines.join('\n')}\n`
}

function fiveMegabytes(make: (index: number) => string): string {
  const parts: string[] = []
  for (let length = 0, index = 0; length < 5_000_000; index++) {
    const part = make(index)
    parts.push(part)
    length += part.length
  }
  return parts.join('')
}

const columns = Array.from(
  { length: 10 },
  (_, column) => `    column_${column}: { type: varchar(255), nullable: true, comment: a column }`,
).join('\n')
const noise = (index: number): string =>
  String.fromCharCode(33 + ((index * 7919 * (index % 13)) % 93)) + (index % 60 === 0 ? '\n' : '')

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the schema of the measurement is wrong')
  return value
}

/** Each stage is given what the one before made; only its own work is timed. */
function stagesOf(count: number): { readonly [name: string]: () => unknown } {
  const text = tables(count)
  const document = required(parse(text).value)
  const resolved = required(resolveModel(document, dialects).value)
  return {
    [`parse ${count} tables`]: () => parse(text),
    [`resolve ${count} tables`]: () => resolveModel(document, dialects),
    [`emit ${count} tables`]: () => emitAll(resolved),
  }
}

const laughs = Array.from(
  { length: 40 },
  (_, level) => `k${level}: &a${level} [${level === 0 ? 'ha' : Array(9).fill(`*a${level - 1}`)}]`,
).join('\n')

const texts: { readonly [name: string]: string } = {
  'parse 5 MB of tables': `tables:\n${fiveMegabytes((index) => `  table_${index}:\n   columns:\n${columns}\n`)}`,
  'parse 5 MB of unknown keys': fiveMegabytes((index) => `key_${index}: 1\n`),
  'parse 5 MB of quotes': fiveMegabytes(() => '"'),
  'parse 5 MB of noise': fiveMegabytes(noise),
  'refuse a billion laughs': laughs,
  'refuse a file over the limit': `tables:\n${'#'.repeat(8_100_000)}`,
}

const works: { readonly [name: string]: () => unknown } = {
  ...stagesOf(200),
  ...stagesOf(1000),
  ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, () => parse(text)])),
}

const times = new Map<string, number[]>(Object.keys(works).map((name) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, work] of Object.entries(works)) {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    times.get(name)?.push((user + system) / 1000)
  }
}
console.table(
  Object.fromEntries(
    [...times].map(([name, values]) => {
      const sorted = values.toSorted((a, b) => a - b)
      const median = sorted[Math.floor(sorted.length / 2)] ?? 0
      return [name, { 'median ms': median.toFixed(0), 'min ms': (sorted[0] ?? 0).toFixed(0) }]
    }),
  ),
)
