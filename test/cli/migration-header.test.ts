import { expect, test } from 'vitest'
import { sameSql } from '../../generator/cli/migration-header.js'
import { writtenPlans } from '../../generator/cli/written-plan.js'
import { emptyModel } from '../../generator/model/model.js'
import { dialectFor, plansBetween } from '../support/plans.js'

const file = (head: string): string => `${head}\n\n--> do it\nSELECT 1;\n`

test('what a runner is told at the head of a file belongs to its SQL, comments do not', () => {
  const path = 'sqlite.up.sql'
  const kept = file('-- foreign_keys: off\n-- keeps_rows: a, "odd ""name" -> b')
  expect(sameSql(path, kept, `-- more\n${kept}`)).toBe(true)
  expect(sameSql(path, kept, file('-- foreign_keys: off'))).toBe(false)
  expect(sameSql(path, kept, file('-- keeps_rows: a, "odd ""name" -> b'))).toBe(false)
})

test('it is part of the plan that is proven anew', () => {
  const dialect = dialectFor('sqlite')
  const plans = [
    { dialect, version: dialect.versions.default, ...plansBetween(emptyModel, emptyModel, dialect) },
  ]
  const content = file('-- foreign_keys: off\n-- keeps_rows: a, "odd ""name" -> b')
  const [written] = writtenPlans({ name: '0001_a', files: [{ path: 'sqlite.up.sql', content }] }, plans)
  expect(written?.up.directives).toEqual(['foreign_keys: off', 'keeps_rows: "a", "odd ""name" -> "b"'])
})
