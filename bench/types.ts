// What the types of a schema cost: instantiations of an average query, and how long an editor waits for a completion.
import { Editor } from './type-cost.js'

const tables = Number(process.argv[2] ?? 200)
const places = {
  where: 'repos.table_9s.findMany({ where: { ▮ } })',
  'where, of a relation': 'repos.table_9s.findMany({ where: { parent: { ▮ } } })',
  operators: 'repos.table_9s.findMany({ where: { name: { ▮ } } })',
  include: 'repos.table_9s.findMany({ include: { ▮ } })',
  'include, two levels down': 'repos.table_9s.findMany({ include: { parent: { include: { ▮ } } } })',
}

const editor = new Editor(tables)
console.log(`${tables} tables: ${editor.instantiations()} type instantiations for a query on average`)

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

console.log('\nmilliseconds until a completion is there')
console.table(
  Object.fromEntries(
    Object.entries(places).map(([place, text]) => {
      const first = editor.complete(text)
      const again = Array.from({ length: 15 }, () => editor.complete(text).milliseconds)
      return [
        place,
        {
          first: first.milliseconds.toFixed(1),
          'median of 15': median(again).toFixed(1),
          names: first.names.length,
        },
      ]
    }),
  ),
)
