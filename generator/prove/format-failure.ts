import type { Failure } from '../plan/verdict.js'

/** A failed proof for people, several lines. */
export const formatFailure = (failure: Failure): string => {
  switch (failure.kind) {
    case 'error':
      return [
        `${place(failure.stage)}, "${failure.statement}" failed: ${failure.message}`,
        ...failure.sql.split('\n').map((line) => `  ${line}`),
      ].join('\n')
    case 'catalogue':
      return [
        `${place(failure.stage)}, the database is not as one made afresh (- missing, + too much):`,
        ...failure.difference.map((line) => `  ${line}`),
      ].join('\n')
    case 'rows':
      return [
        `${place(failure.stage)}, rows are not what they were:`,
        ...failure.difference.map((line) => `  ${line}`),
      ].join('\n')
    default:
      return failure satisfies never
  }
}

const place = (stage: Failure['stage']): string =>
  stage === 'before' ? 'While the state before was made' : `In the run ${stage}`
