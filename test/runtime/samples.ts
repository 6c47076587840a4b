import { JsonNull } from '../../runtime/index.js'
import type { TypeName } from './every-type.js'

const edgeTexts = [
  '',
  ' ',
  "it's",
  'emoji 👩‍🚀 ünï',
  '12345678901234567890',
  '1.50',
  'NULL',
  '{"a","b"}',
  'a\\b"c',
  '\n\t',
  '0x1F',
  'null',
]
const days = ['0001-01-01', '1582-10-10', '1969-12-31', '2024-02-29', '9999-12-31']
const times = ['00:00:00', '23:59:59.999999', '12:30:00.5', '01:02:03.004']
const instants = [
  '0001-01-01T00:00:00.000Z',
  '0099-12-31T23:59:59.999Z',
  '1969-12-31T23:59:59.999Z',
  '2026-03-29T01:30:00.001Z',
  '9999-12-31T23:59:59.999Z',
].map((text) => new Date(text))
const uuids = ['00000000-0000-0000-0000-000000000000', '018f4e2a-8c1e-7cc3-9d21-0a52c94ab3d7']
const bigints = [0n, 1n, -1n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)]
const doubles = [
  0,
  0.1,
  -1.5,
  1 / 3,
  5e-324,
  Number.MAX_VALUE,
  Number.MIN_SAFE_INTEGER,
  1e21,
  123456789.12345679,
]
const reals = [0, 0.1, -2.5, 16777216, 3.4028235e38, 1.1754944e-38, 0.33333334]
const huge = [
  '0.0000000000',
  '1234567890123456789012345678.0123456789',
  '-9999999999999999999999999999.9999999999',
  '0.0000000001',
]
const json = [
  {},
  [],
  [[]],
  { a: null, b: [null, { c: 'ü"\\' }], 'a b': 1.5 },
  'text',
  '"quoted"',
  '',
  'null',
  0,
  -1.5,
  1e21,
  true,
  false,
  JsonNull,
  [1n].map(String),
  { nested: { deep: [{ er: [] }] } },
]
const bytes = [new Uint8Array(0), new Uint8Array([0]), Uint8Array.from({ length: 256 }, (_, index) => index)]

/** Values that must come back equal. */
export const samples: { readonly [name in TypeName]: readonly unknown[] } = {
  text: edgeTexts,
  varchar: edgeTexts,
  char: ['', 'a', 'ab cd', ' ab'],
  smallint: [0, 1, -32768, 32767],
  integer: [0, -1, -2147483648, 2147483647],
  bigint: bigints,
  real: reals,
  double: doubles,
  decimal: ['0.00', '0.10', '-0.01', '9999999999.99', '-9999999999.99', '50.00', '100.00'],
  whole: ['0', '1', '-1', '999999999999999', '-999999999999999'],
  huge,
  boolean: [true, false],
  date: days,
  time: times,
  timestamp: instants,
  uuid: uuids,
  json,
  bytes,
  mood: ['so so', 'good', 'a,"b\\'],
  texts: [[], edgeTexts],
  integers: [[], [0, -1, 2147483647]],
  bigints: [[], bigints],
  doubles: [[], doubles],
  reals: [[], reals],
  decimals: [[], huge],
  booleans: [[], [true, false]],
  dates: [[], days],
  times: [[], times],
  timestamps: [[], instants],
  uuids: [[], uuids],
  jsons: [[], json],
  byteses: [[], bytes],
  moods: [[], ['so so', 'good', 'a,"b\\']],
}
