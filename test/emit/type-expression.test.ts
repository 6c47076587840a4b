import { expect, test } from 'vitest'
import { importedNames, renameTypes, typeTokens } from '../../generator/emit/type-expression.js'

test.each([
  'string',
  'CampaignSettings[]',
  'Record<string, number>',
  "'web' | 'tv' | \"it's\"",
  '{ a: string; readonly b?: Settings }',
  '(value: number) => Promise<void>',
  'Settings.Theme',
  'T extends string ? A : B',
  "import('./x.js').Y",
  '[a: string, ...rest: Map<string, Set<number>>[]]',
])('%s is a type', (text) => {
  expect(typeTokens(text)).toBeDefined()
})

test.each([
  '',
  '  ',
  'string; evil()',
  'string }',
  'A<B',
  '(A]',
  'A, B',
  'string // hidden',
  'A /* hidden */',
  'A\nB',
  'A\u2028B',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what must not work
  '`${string}`',
  'A = B',
  "'open",
  '"a\\"',
])('%j is not one type', (text) => {
  expect(typeTokens(text)).toBeUndefined()
})

test('what a module must export is neither built in nor a member', () => {
  expect(importedNames('Partial<Settings>')).toEqual(['Settings'])
  expect(importedNames('Map<Key, Settings.Theme> | null')).toEqual(['Key', 'Settings'])
  expect(importedNames("{ theme: Theme; size?: 'Small' }")).toEqual(['Theme'])
  expect(importedNames('readonly Settings[]')).toEqual(['Settings'])
})

test('a lone name is imported even if something global has it', () => {
  expect(importedNames('Event')).toEqual(['Event'])
})

test('only whole names are renamed, outside of strings and members', () => {
  const names = new Map([['Settings', 'SettingsType']])
  expect(renameTypes("Settings | OldSettings | Old.Settings | 'Settings'", names)).toBe(
    "SettingsType | OldSettings | Old.Settings | 'Settings'",
  )
})
