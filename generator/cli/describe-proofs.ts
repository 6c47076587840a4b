import type { Verdict } from '../plan/verdict.js'
import { counted } from './report.js'

type Proven = Extract<Verdict, { readonly kind: 'proven' }>

/** What was run, and what was not, because nothing is claimed of that. */
export function describeProofs(verdicts: readonly Verdict[]): string {
  const proven = verdicts.flatMap((verdict) => (verdict.kind === 'proven' ? [verdict] : []))
  const engines = distinct(proven.map(({ engine }) => engine)).map((engine) => withRows(engine, proven))
  const unproven = distinct(
    verdicts.flatMap((verdict) => (verdict.kind === 'unproven' ? [verdict.reason] : [])),
  )
  const run = engines.length > 0 ? [`proven on ${engines.join(' and ')}: up, down, up again`] : []
  return [...run, ...unproven].join('; ')
}

/** Of several migrations, the rows of all together; they stand in different tables. */
function withRows(engine: string, proven: readonly Proven[]): string {
  const own = proven.filter((verdict) => verdict.engine === engine)
  const rows = own.reduce((sum, verdict) => sum + verdict.rows, 0)
  if (rows === 0) return engine
  const place = own.length === 1 ? `in ${counted(own[0]?.tables ?? 0, 'table')}` : 'in all'
  return `${engine} (${counted(rows, 'row')} ${place})`
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
