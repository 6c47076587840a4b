import { expect, test } from 'vitest'
import { diagnostic } from '../../generator/diagnostics/codes.js'
import type { Span } from '../../generator/diagnostics/diagnostic.js'
import { formatDiagnostics } from '../../generator/diagnostics/format.js'
import { spansOf } from '../../generator/document/yaml/positions.js'

const at = (text: string, part: string, file = 'schema.yaml'): Span => {
  const start = text.indexOf(part)
  return spansOf({ file, text })(start, start + part.length)
}

const show = (text: string, part: string): string =>
  formatDiagnostics(
    [diagnostic('wrong-type', at(text, part), 'Message', 'Do this')],
    [{ file: 'schema.yaml', text }],
    { color: false },
  )

test('place, code, line, caret, help and summary', () => {
  expect(show('tables:\n  users: 5 # five\n', '5')).toBe(
    [
      'schema.yaml:2:10 error wrong-type: Message',
      '  2 |   users: 5 # five',
      '    |          ^',
      '  help: Do this',
      '',
      '1 error in schema.yaml',
      '',
    ].join('\n'),
  )
})

/** Where the caret line begins and how far it reaches, in terminal cells, under the shown line. */
const caretOf = (output: string): { line: string; caret: string } => {
  const [, line = '', caret = ''] = output.split('\n')
  return { line: line.slice(6), caret: caret.slice(6) }
}

test('the caret spans the marked text', () => {
  expect(caretOf(show('name: varchr(255)', 'varchr(255)')).caret).toBe('      ^~~~~~~~~~~')
})

test('wide characters take two cells, combining marks none, tabs four', () => {
  expect(caretOf(show('日本: x', 'x')).caret).toBe('      ^')
  expect(caretOf(show('e\u0301: x', 'x')).caret).toBe('   ^')
  expect(caretOf(show('a:\tx', 'x'))).toEqual({ line: 'a:    x', caret: '      ^' })
  expect(caretOf(show('👩‍👩‍👧: x', 'x')).caret).toBe('    ^')
  expect(caretOf(show('a: 日本', '日本')).caret).toBe('   ^~~~')
})

test('a line of a megabyte is clipped around the caret', () => {
  const { line, caret } = caretOf(show(`${'a'.repeat(500_000)}HERE${'b'.repeat(500_000)}`, 'HERE'))
  expect(line.length).toBeLessThan(180)
  expect(line.slice(caret.indexOf('^'), caret.indexOf('^') + 4)).toBe('HERE')
  expect(line).toMatch(/^….*…$/)
})

test('a span over several lines is marked to the end of its first line', () => {
  expect(caretOf(show('a: [1,\n2]', '[1,\n2]')).caret).toBe('   ^~~')
})

test('CRLF leaves no carriage return in the output', () => {
  expect(show('a: 1\r\nb: x\r\n', 'x')).not.toContain('\r')
})

test('escape sequences of a hostile file do not reach the terminal', () => {
  const text = 'a: "\u001b[31mred"'
  const output = formatDiagnostics(
    [diagnostic('wrong-type', at(text, '"'), 'It says \u001b[31m and \u202e')],
    [{ file: 'schema.yaml', text }],
    { color: false },
  )
  expect(output).not.toContain('\u001b')
  expect(output).not.toContain('\u202e')
})

test('sorted by file, line and column; what has no place comes first; all is counted', () => {
  const text = 'b: 1\na: 2\n'
  const output = formatDiagnostics(
    [
      diagnostic('wrong-type', at(text, '2'), 'third'),
      diagnostic('wrong-type', at(text, 'a', 'z.yaml'), 'fourth'),
      diagnostic('wrong-type', undefined, 'first'),
      diagnostic('wrong-type', at(text, '1'), 'second'),
    ],
    [{ file: 'schema.yaml', text }],
    { color: false },
  )
  const order = ['first', 'second', 'third', 'fourth'].map((word) => output.indexOf(word))
  expect(order.toSorted((a, b) => a - b)).toEqual(order)
  expect(output).toContain('4 errors in 2 files')
})

test('the one file is not named for a problem that has no place in it', () => {
  const text = 'a: 1\n'
  const problems = [
    diagnostic('checksums-malformed', undefined, 'migrations/checksums.txt cannot be read'),
    diagnostic('decimal-as-text', at(text, '1'), 'kept as text'),
  ]
  const output = formatDiagnostics(problems, [{ file: 'schema.yaml', text }], { color: false })
  expect(output).toMatch(/\n1 error, 1 warning\n$/)
})

test('colour only where it is asked for', () => {
  const problem = diagnostic('wrong-type', undefined, 'Message')
  expect(formatDiagnostics([problem], [], { color: true })).toContain('\u001b[')
  expect(formatDiagnostics([problem], [], { color: false })).not.toContain('\u001b[')
  expect(formatDiagnostics([], [], { color: false })).toBe('')
})
