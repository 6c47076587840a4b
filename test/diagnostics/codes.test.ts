import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { codes } from '../../generator/diagnostics/codes.js'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** Every word of every test and golden file that could be a code. */
const words = new Set(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|txt)$/.test(entry.name))
    .flatMap(
      (entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').match(/[a-z]+(-[a-z]+)*/g) ?? [],
    ),
)

test('every diagnostic occurs in a test', () => {
  expect(Object.keys(codes).filter((code) => !words.has(code))).toEqual([])
})
