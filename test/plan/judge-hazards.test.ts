import { describe, expect, test } from 'vitest'
import type { Change } from '../../generator/changes/change.js'
import { consents } from '../../generator/changes/consents.js'
import type { Hazard, Step } from '../../generator/dialects/dialect.js'
import { noBehaviors } from '../../generator/model/draft.js'
import { hazardKinds, judgeHazards } from '../../generator/plan/judge-hazards.js'
import { column, model, origin, table } from '../support/model-builder.js'

const dropped: Change = { kind: 'dropTable', table: table('t', [column('id', 'integer')]), park: undefined }

const step = (...hazards: readonly Hazard[]): Step => ({
  mode: 'shared',
  causes: [dropped],
  statements: [],
  hazards,
  subject: { element: { meta: { origin } }, table: undefined },
})

const planned = (...steps: readonly Step[]) => ({
  up: { dialect: 'x', directives: [], transactions: [{ mode: 'transaction', steps }] } as const,
})

const drops: Hazard = { kind: 'drops-data', message: 'the rows of t are lost' }
const narrows: Hazard = { kind: 'narrows-type', message: 'values of t.a may not fit' }
const nobody = () => false

describe('a migration that destroys data', () => {
  test('is refused once, whatever the number of databases, at the place it is about', () => {
    const { diagnostics } = judgeHazards([planned(step(drops)), planned(step(drops))], [], nobody)
    expect(diagnostics.map(({ code, message, span }) => [code, message, span])).toEqual([
      ['hazard-refused', 'drops-data: the rows of t are lost', origin.span],
    ])
    expect(diagnostics[0]?.hint).toMatch(/drop: park.*drop: delete.*--allow drops-data/)
  })

  test('is let through by the name of its hazard, and by no other', () => {
    expect(judgeHazards([planned(step(drops))], ['drops-data'], nobody)).toEqual({
      met: ['drops-data'],
      diagnostics: [],
    })
    expect(judgeHazards([planned(step(drops))], ['narrows-type'], nobody).diagnostics).toHaveLength(1)
    expect(judgeHazards([planned(step(drops, narrows))], ['drops-data'], nobody).diagnostics).toHaveLength(1)
  })

  test('is let through where the schema says that the element may go', () => {
    const drop = { table: 't', column: undefined, how: 'delete', span: origin.span } as const
    const after = { ...model({}), meta: { drops: [drop] } }
    const consent = (change: Change) => consents(after, change)
    expect(judgeHazards([planned(step(drops))], [], consent).diagnostics).toEqual([])
    const other = { ...model({}), meta: { drops: [{ ...drop, column: 'id' }] } }
    expect(judgeHazards([planned(step(drops))], [], (c) => consents(other, c)).diagnostics).toHaveLength(1)
  })
})

test('what only disturbs is told and never refused', () => {
  const disturbing = hazardKinds.filter((kind) => kind !== 'drops-data' && kind !== 'narrows-type')
  const hazards = disturbing.map((kind) => ({ kind, message: kind }))
  expect(judgeHazards([planned(step(...hazards))], [], nobody)).toEqual({ met: [], diagnostics: [] })
  expect(disturbing).toHaveLength(5)
})

test('points at the column or table that its words name, rather than at what the step is about', () => {
  const at = (line: number) => ({
    origin: { ...origin, span: { ...origin.span, start: { ...origin.span.start, line } } },
  })
  const schema = model({
    tables: [
      {
        ...table('t', [
          {
            ...column('a', 'integer'),
            meta: { ...column('a', 'integer').meta, ...at(7), was: undefined, typescript: undefined },
          },
        ]),
        meta: { ...at(5), was: undefined, behaviors: noBehaviors },
      },
    ],
  })
  const lineOf = (message: string): number | undefined =>
    judgeHazards([planned(step({ kind: 'drops-data', message }))], [], nobody, schema).diagnostics[0]?.span
      ?.start.line
  expect(lineOf('values of t.a may not fit')).toBe(7)
  expect(lineOf('the values of t.gone are lost')).toBe(5)
  expect(lineOf('the rows of other are lost')).toBe(origin.span.start.line)
})
