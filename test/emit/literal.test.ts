import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  docComment,
  isIdentifier,
  memberName,
  propertyAccess,
  propertyKey,
  stringLiteral,
} from '../../generator/emit/literal.js'

const evaluate = (code: string): unknown => new Function(`'use strict'; return (${code})`)()

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      "'",
      '"',
      '`',
      '\\',
      '\n',
      '\r',
      '\u2028',
      '\u2029',
      '*/',
      '/*',
      '${',
      '\0',
      '\ud800',
      'é',
    ),
  }),
)

describe('a string literal', () => {
  test('is the text again and stays in its line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const literal = stringLiteral(text)
        expect(evaluate(literal)).toBe(text)
        expect(literal).not.toMatch(/[\n\r\u2028\u2029]/)
      }),
    )
  })

  test('has the quotes that a formatter would choose', () => {
    expect(stringLiteral('plain')).toBe("'plain'")
    expect(stringLiteral("it's")).toBe(`"it's"`)
    expect(stringLiteral(`it's "so"`)).toBe(`'it\\'s "so"'`)
  })

  test('shows what nobody would see', () => {
    expect(stringLiteral('\u202e\ufeff\u2028')).toBe("'\\u202e\\ufeff\\u2028'")
  })
})

describe('a property', () => {
  test('has its own name in an object, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', '1', 'class', '')),
        (name) => {
          const made = evaluate(`{ ${propertyKey(name)}: 7 }`) as object
          expect(Object.getOwnPropertyDescriptor(made, name)?.value).toBe(7)
          expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
          expect(new Function('it', `return it${propertyAccess(name)}`)(made)).toBe(7)
        },
      ),
    )
  })

  test('is bare where the language allows', () => {
    expect(['created_at', 'class', 'naïve', 'order by', '1st', ''].map(memberName)).toEqual([
      'created_at',
      'class',
      'naïve',
      "'order by'",
      "'1st'",
      "''",
    ])
    expect(isIdentifier('a-b')).toBe(false)
  })
})

describe('a doc comment', () => {
  test('ends only at its end', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const comment = docComment(text).join('\n')
        if (comment === '') return
        expect(comment.indexOf('*/')).toBe(comment.length - 2)
        expect(evaluate(`${comment} 7`)).toBe(7)
      }),
    )
  })

  test('keeps the lines of the author', () => {
    expect(docComment('one', '  ')).toEqual(['  /** one */'])
    expect(docComment('\none\n\ntwo  \n')).toEqual(['/**', ' * one', ' *', ' * two', ' */'])
    expect(docComment('end */ of')).toEqual(['/** end *\\/ of */'])
    expect([docComment(undefined), docComment(' \n ')]).toEqual([[], []])
  })
})
