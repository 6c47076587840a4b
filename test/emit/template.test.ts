import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { renderTemplate } from '../../generator/emit/template.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const templates = readdirSync(`${root}templates`, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.hbs'),
)

/** What a template may say: a value, a loop, a condition on a field. */
const allowed = /^\{\{(?:(?:this|[a-zA-Z]+)|#each [a-zA-Z]+|\/each|#if [a-zA-Z]+|else|\/if)\}\}$/

test('there are templates', () => {
  expect(templates.length).toBeGreaterThan(4)
})

describe.each(templates)('%s', (name) => {
  const text = readFileSync(`${root}templates/${name}`, 'utf8')
  const [first = '', ...rest] = text.split('\n')

  test('names the view that it is filled with', () => {
    const [, view, file] = /^\{\{!-- (\w+) of (\S+) --\}\}$/.exec(first) ?? []
    expect(file && existsSync(root + file), first).toBe(true)
    expect(readFileSync(root + file, 'utf8')).toContain(`export type ${view} =`)
  })

  test('holds text, values, loops and conditions alone', () => {
    const tags = rest.join('\n').match(/\{\{[\s\S]*?\}\}+/g) ?? []
    expect(tags.filter((tag) => !allowed.test(tag))).toEqual([])
  })
})

test('a field that the view lacks is an error, not an empty text', () => {
  expect(() => renderTemplate('index.ts', { header: 'x' })).toThrow(/imports/)
})

test('a template that does not exist is an error', () => {
  expect(() => renderTemplate('missing', {})).toThrow(/missing\.hbs/)
})
