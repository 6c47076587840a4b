import type { Literal, LogicalType, Model } from '../../model/model.js'

/** How many different values a type is tried with, if it has that many. */
const size = 8

const numbered = <T>(make: (index: number) => T): readonly T[] =>
  Array.from({ length: size }, (_, index) => make(index))

const twoDigits = (number: number): string => String(number).padStart(2, '0')

const words = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', "heron's"] as const

const days = numbered((index) => `2024-0${index + 1}-1${index}`)
/** Midnights, because what is made a date and a moment again has lost its time of day. */
const moments = days.map((day) => `${day}T00:00:00.000Z`)
const times = numbered((index) => `${twoDigits(index + 8)}:30:15`)
const uuids = numbered((index) => `018f4d5e-7c2a-7000-8000-00000000000${index}`)
const numbers = numbered((index) => index + 1)
const documents: readonly Literal[] = numbered((index) =>
  index % 2 === 0 ? { number: index, words: ['a', null, "b'c"] } : [index, { deep: { ok: true } }],
)

/** Different values of a type in canonical form; of a type that is the database's own nothing is known. */
export const poolOf = (type: LogicalType, model: Model): readonly Literal[] => {
  switch (type.kind) {
    case 'text':
      return [...words, ...texts]
    case 'varchar':
    case 'char':
      return [...words, ...texts].map((text) => text.slice(0, type.length))
    case 'smallint':
    case 'integer':
      return [...numbers, 0, -1, 30000]
    case 'bigint':
      return [...numbers.map(String), '0', '-1', '9007199254740993']
    case 'real':
    case 'double':
      return [...numbers, 0.5, 2.25, -1.5, 0]
    case 'decimal':
      return [
        decimalText(1, type.scale),
        ...extremes(type),
        ...numbers.map((number) => decimalText(number, type.scale)),
        decimalText(0, type.scale),
      ]
    case 'boolean':
      return [true, false]
    case 'date':
      return days
    case 'time':
      return times
    case 'timestamp':
      return [...moments, '2024-02-29T23:59:59.999Z']
    case 'uuid':
      return uuids
    case 'json':
      return documents
    case 'bytes':
      return numbered((index) => Buffer.from([index, 0, 255]).toString('base64'))
    case 'array':
      return arrays(poolOf(type.element, model))
    case 'enum':
      return model.enums.find(({ name }) => name === type.name)?.values ?? []
    case 'native':
      return []
    default:
      return type satisfies never
  }
}

/** Every digit that the type has; of the last ones a number that is kept as a binary fraction has leftovers. */
const extremes = ({
  precision,
  scale,
}: Extract<LogicalType, { readonly kind: 'decimal' }>): readonly string[] =>
  ['9387143409788149', '9999999999999999'].map((digits) => {
    const text = digits.repeat(Math.ceil(precision / digits.length)).slice(0, precision)
    const whole = text.slice(0, precision - scale)
    return scale === 0 ? whole : `${whole || '0'}.${text.slice(precision - scale)}`
  })

const decimalText = (number: number, scale: number): string =>
  scale === 0 ? String(number) : `${number}.${'0'.repeat(scale)}`

const arrays = (elements: readonly Literal[]): readonly Literal[] => [
  ...elements.map((_, index) => elements.slice(index, index + 2)),
  [],
]

/** Texts that another type would read as its own. */
const texts: readonly string[] = [
  ...numbers.map(String),
  ...days,
  ...moments,
  ...times,
  ...uuids,
  ...documents.map((document) => JSON.stringify(document)),
  'true',
  'false',
  'a',
  'b',
  'user1@example.com',
  'user2@example.com',
  'user3@example.com',
  'user4@example.com',
  'user5@example.com',
  'user6@example.com',
  'https://example.com/1',
  '+15550100001',
  'ABC',
  'ABCD',
  'DE',
  'a-slug-1',
]
