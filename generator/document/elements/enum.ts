import type { EnumEntry, Located } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { list } from '../shape/list.js'
import { namedEntries } from '../shape/named.js'
import { object, optional, required } from '../shape/object.js'
import { anyText, flag, name } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { checkDuplicates } from './names.js'
import { typeName } from './typescript.js'

type Value = { readonly value: string; readonly was: readonly Located<string>[] }

const formerValues: Shape<readonly Located<string>[]> = choice<readonly Located<string>[]>(
  build(anyText, (value, { span }) => [{ value, span }]),
  list(anyText, { expects: 'a list of values', item: 'a value', atLeastOne: true }),
)

const value: Shape<Value> = choice<Value>(
  build(anyText, (text) => ({ value: text, was: [] })),
  build(
    object(
      {
        value: required(anyText, 'The value.'),
        was: optional(formerValues, 'Its former name, or the values that it takes in.'),
      },
      { expects: 'a map with value and was' },
    ),
    (fields): Value | undefined =>
      fields.value && { value: fields.value.value, was: fields.was?.value ?? [] },
  ),
)

const values: Shape<Pick<EnumEntry, 'values' | 'moves'>> = build(
  list(value, { expects: 'a list of values', item: 'a value', atLeastOne: true }),
  (read, _node, reading, what) => {
    const own = read.map((each) => ({ value: each.value.value, span: each.span }))
    const moves = read.flatMap((each) => each.value.was.map((from) => ({ from, to: each.value.value })))
    checkDuplicates(own, 'duplicate-value', reading, what)
    checkDuplicates(
      moves.map(({ from }) => from),
      'duplicate-value',
      reading,
      `\`was\` of ${what}`,
    )
    return { values: own, moves }
  },
)

type EnumBody = Omit<EnumEntry, 'name' | 'span'>

const longForm = build(
  object(
    {
      values: required(values, 'The values, in order.'),
      native: optional(flag, 'A type of its own where the database has such; else text with a check.'),
      comment: optional(anyText, 'What the values are about.'),
      typescript: optional(
        typeName,
        'What its type is called in TypeScript; made from the name of the enum unless said.',
      ),
      was: optional(name, 'The former name: the enum is renamed.'),
    },
    { expects: 'a map with values' },
  ),
  (fields): EnumBody | undefined =>
    fields.values && {
      ...fields.values.value,
      native: fields.native?.value ?? false,
      comment: fields.comment,
      typescript: fields.typescript,
      was: fields.was,
    },
)

const shortForm = build(
  values,
  (read): EnumBody => ({ ...read, native: false, comment: undefined, typescript: undefined, was: undefined }),
)

/** Enums by name: a list of values, or a map. */
export const enums: Shape<readonly EnumEntry[]> = build(
  namedEntries(defined('enum', choice(shortForm, longForm)), {
    expects: 'a map from enum names to lists of values',
    what: 'enum',
  }),
  (entries) => entries.map(({ name: own, span, value }): EnumEntry => ({ ...value, name: own, span })),
)
