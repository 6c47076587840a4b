import type { Step } from '../../dialect.js'
import { quote } from '../identifiers.js'
import { name as dialect } from '../versions.js'
import { giveBackOfViews, rememberOfViews, type ViewsAnew } from './remember-views.js'

const path = '((?:"(?:[^"]|"")*"|[\\w$.])+)'
const made = new RegExp(`^\\s*CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:MATERIALIZED\\s+)?VIEW\\s+${path}`, 'i')
const gone = new RegExp(`^\\s*DROP\\s+(?:MATERIALIZED\\s+)?VIEW\\s+(?:IF\\s+EXISTS\\s+)?${path}`, 'i')

/** Whether SQL makes a view of whatever kind, or sets something on one. */
export const isOfView = (sql: string): boolean =>
  made.test(sql) || /^\s*ALTER\s+(?:MATERIALIZED\s+)?VIEW\s/i.test(sql)

/**
 * Views that are dropped and made anew get back what the model does not know of them: PostgreSQL keeps privileges, owners and the rest
 * with the object, and not with its name.
 */
export const keepOfViews = (steps: readonly Step[]): readonly Step[] => {
  const created = new Set(steps.flatMap((step) => namesIn(step, made)))
  const transactions = inTransactions(steps)
  return transactions.flatMap((own) => {
    const here = new Set(own.flatMap((step) => namesIn(step, made)))
    return remembering(own, here).map((step) => {
      const missing = namesIn(step, gone).filter((view) => created.has(view) && !here.has(view))
      return missing.length === 0 ? step : { ...step, hazards: [...step.hazards, ...missing.map(losing)] }
    })
  })
}

/** Those that commit together; all others stand alone. */
const inTransactions = (steps: readonly Step[]): readonly (readonly Step[])[] => {
  const found: Step[][] = []
  for (const step of steps) {
    const last = found.at(-1)
    if (step.mode === 'shared' && last?.[0]?.mode === 'shared') last.push(step)
    else found.push([step])
  }
  return found
}

const namesIn = ({ statements }: Step, pattern: RegExp): readonly string[] =>
  statements.flatMap(({ sql }) => pattern.exec(sql)?.[1] ?? [])

const remembering = (steps: readonly Step[], created: ReadonlySet<string>): readonly Step[] => {
  const drops = steps.filter((step) => namesIn(step, gone).some((view) => created.has(view)))
  const views = drops.flatMap((step) => namesIn(step, gone).filter((view) => created.has(view)))
  const start = drops[0] === undefined ? -1 : steps.indexOf(drops[0])
  const end = steps.findLastIndex((step) => namesIn(step, made).some((view) => views.includes(view)))
  const [first] = drops
  if (first === undefined || end < start) return steps
  const step = (sql: string, comment: string): Step => ({
    mode: 'shared',
    causes: [...new Set(drops.flatMap(({ causes }) => causes))],
    statements: [{ sql, comment }],
    hazards: [],
    subject: first.subject,
  })
  return [
    ...steps.slice(0, start),
    step(
      rememberOfViews(viewsAnew(views, drops)),
      `remember who may read ${inWords(views)}, and what else is set on them`,
    ),
    ...steps.slice(start, end + 1),
    step(giveBackOfViews, `give ${inWords(views)} back what was set on them`),
    ...steps.slice(end + 1),
  ]
}

const viewsAnew = (views: readonly string[], drops: readonly Step[]): ViewsAnew => {
  const causes = drops.flatMap((step) => step.causes)
  const scripts = causes.flatMap((cause) =>
    cause.kind === 'replaceScript' && Object.hasOwn(cause.before.drop, dialect)
      ? (cause.before.drop[dialect] ?? []).flatMap((sql) => gone.exec(sql)?.[1] ?? [])
      : [],
  )
  const commented = causes.flatMap((cause) =>
    cause.kind === 'replaceView' && cause.before.comment !== undefined ? [quote(cause.before.name)] : [],
  )
  return {
    views,
    unchanged: views.filter((view) => !scripts.includes(view)),
    uncommented: views.filter((view) => !scripts.includes(view) && !commented.includes(view)),
  }
}

const mostInWords = 3

const inWords = (views: readonly string[]): string =>
  views.length > mostInWords ? `${views.length} views` : views.join(', ').replace(/, (?=[^,]*$)/, ' and ')

const losing = (view: string) =>
  ({
    kind: 'breaks-running-code',
    message: `code that reads ${view} fails until a later transaction makes it anew, without privileges, owner and what else was set on it`,
  }) as const
