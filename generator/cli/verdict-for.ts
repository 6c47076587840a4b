import type { Verdict } from '../plan/verdict.js'

/** What came of running the file: its name begins with that of its database. */
export const verdictFor = (path: string, verdicts: readonly Verdict[]): Verdict | undefined =>
  verdicts.find(({ dialect }) => path.startsWith(`${dialect}.`))
