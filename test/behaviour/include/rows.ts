import { JsonNull } from '../../../runtime/index.js'
import type { NewNode, Repositories } from './generated/index.js'

/** Texts that mean something to one of the ways in which rows can be written down. */
export const oddTexts = [
  '',
  ' ',
  'NULL',
  'null',
  '"',
  '""',
  '\\',
  '\\\\"',
  "'",
  ',',
  '(a,b)',
  '{x,"y"}',
  '[1,"2"]',
  'line\nline\r\n\ttab',
  '\u0001\u001f\u007f\u2028',
  '%_$1 ? $instant$ :x',
  'ünïcödé 漢字 🙂',
] as const

/** A value in every column, and rows that have none or the outermost. */
export const everyValue: readonly Omit<NewNode, 'id' | 'title'>[] = [
  {},
  {
    small: -32768,
    big: 9007199254740993n,
    single: 1.1,
    float: 0.1 + 0.2,
    money: '-0.10',
    long: '1234567890123456789012345678.0123456789',
    flag: true,
    day: '2024-02-29',
    hour: '23:59:59.123456',
    moment: new Date('0001-01-01T00:00:00.001Z'),
    code: 'a',
    word: '(")\\,',
    uid: '018f4e2a-8c1e-7cc3-9d21-0a52c94ab3d7',
    data: { 'a"b\\': ['(,)', null, '', 1.5, { deep: '{"x"}\n' }] },
    bytes: new Uint8Array([0, 34, 44, 92, 255]),
    mood: 'so so',
    size: 'small',
    texts: [...oddTexts],
    bigs: [9007199254740993n, -9223372036854775808n],
    moods: ['so so', 'glad'],
    datas: [JsonNull, '"', ['a', { b: null }], 'NULL'],
    codes: ['a', 'bc', ''],
    blobs: [new Uint8Array([]), new Uint8Array([0, 92, 34])],
    moments: [new Date('2024-03-01T01:02:03.004Z'), new Date('9999-12-31T23:59:59.999Z')],
    flags: [true, false],
  },
  {
    small: 0,
    big: -9223372036854775808n,
    single: 3.4e38,
    float: -5e-324,
    money: '0',
    long: '-0.0000000001',
    flag: false,
    day: '0001-01-01',
    hour: '00:00:00',
    moment: new Date('9999-12-31T23:59:59.999Z'),
    code: '',
    word: '',
    data: JsonNull,
    bytes: new Uint8Array([]),
    mood: 'glad',
    size: 'large',
    texts: [],
    bigs: [],
    moods: [],
    datas: [],
    codes: [],
    blobs: [],
    moments: [],
    flags: [],
  },
]

/** Trees of nodes, each four levels deep, with everything that belongs to nodes; some of it deleted. */
export async function plant(repos: Repositories): Promise<void> {
  const values = [...everyValue, ...oddTexts.map((text) => ({ texts: [text, text], data: text, word: text }))]
  const nodes = Array.from(
    { length: 40 },
    (_, i): NewNode => ({
      ...values[i % values.length],
      id: i + 1,
      parent_id: i === 0 ? null : Math.floor((i - 1) / 3) + 1,
      title: `${i + 1} ${oddTexts[i % oddTexts.length]}`,
    }),
  )
  // One after the other, because createMany writes rows that give the same columns together, children before parents maybe.
  for (const node of nodes) await repos.nodes.create(node)
  await repos.covers.createMany(
    [1, 2, 3, 5, 8].map((id) => ({ id: BigInt(id), node_id: id, colour: oddTexts[id] ?? null })),
  )
  for (const id of [2n, 3n]) await repos.covers.delete(id)
  await repos.covers.createMany([
    { id: 12n, node_id: 2, colour: 'new' },
    { id: 13n, node_id: 3, colour: 'gone too' },
  ])
  await repos.covers.delete(13n)
  await repos.leaves.createMany(
    nodes.flatMap(({ id }) =>
      [1, 2, 3].slice(0, id % 4).map((number) => ({ node_id: id, number, body: `${number}"` })),
    ),
  )
  await repos.marks.createMany(
    Array.from({ length: 20 }, (_, i) => ({
      id: i + 1,
      leaf_node: i % 4 === 0 ? null : (i % 7) * 4 + 1,
      leaf_number: i % 5 === 0 ? null : 1,
      note: oddTexts[i % oddTexts.length] as string,
    })),
  )
  const names = ['red', 'b"l\\ue', '']
  await repos.labels.createMany(names.map((name) => ({ name })))
  await repos.node_labels.createMany(
    nodes.flatMap(({ id }) =>
      names.slice(0, id % 4).map((label_name, n) => ({
        node_id: id,
        label_name,
        place: `${(id * 7 + n) % 5}.125`,
        remark: n === 1 ? null : (oddTexts[id % oddTexts.length] as string),
      })),
    ),
  )
  await repos.node_labels.deleteMany({ where: { node_id: 3, label_name: 'red' } })
  await repos.hosts.createMany(
    [1, 2, 3].map((id) => ({ id, node_id: id, address: `(${id},2)`, name: `host ${id}` })),
  )
  await repos.visits.createMany(nodes.flatMap(({ id }) => [1, 2, 2].map((at) => ({ node_id: id, at }))))
  // Leaves of the trees, so that none of their children go along.
  await repos.nodes.deleteMany({ where: { id: { in: [20, 33, 39] } } })
}
