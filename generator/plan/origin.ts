import type { Step } from '../dialects/dialect.js'
import type { Origin, Table } from '../model/model.js'

/** Where the schema says what a step does that failed; undefined for what is known from migrations alone. */
export const originOf = ({ subject }: Step, message: string): Origin | undefined =>
  (subject.table && partOf(subject.table, message)) ?? subject.element.meta?.origin

/** A table is made by one statement; which SQL of the author's in it failed is known if only one has the word that is named. */
const partOf = ({ checks, columns }: Table, message: string): Origin | undefined => {
  const word = /near "([^"]+)"|column "([^"]+)" does not exist|: ([^\s:]+)$/
    .exec(message)
    ?.slice(1)
    .find(Boolean)
  if (word === undefined) return undefined
  const written = [
    ...checks,
    ...columns.map((column) => ({ ...column, sql: [column.generated, column.default] })),
  ]
  const [first, second] = written.filter(({ sql }) => JSON.stringify(sql).includes(word))
  return second === undefined ? first?.meta?.origin : undefined
}
