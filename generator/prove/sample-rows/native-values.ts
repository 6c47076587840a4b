/** Texts that types of the databases themselves read, by the first word of the type; each tried as a literal in quotes. */
const texts: ReadonlyMap<string, readonly string[]> = new Map([
  ['inet', ['10.0.0.1', '10.0.0.2', '10.0.0.3', '::1', '10.0.0.5']],
  ['cidr', ['10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24', '10.0.4.0/24', '10.0.5.0/24']],
  [
    'macaddr',
    ['08:00:2b:01:02:03', '08:00:2b:01:02:04', '08:00:2b:01:02:05', '08:00:2b:01:02:06', '08:00:2b:01:02:07'],
  ],
  ['macaddr8', ['08:00:2b:01:02:03:04:05', '08:00:2b:01:02:03:04:06', '08:00:2b:01:02:03:04:07']],
  ['interval', ['1 day', '02:00:00', '3 months', '4 days', '5 days']],
  ['timestamp', ['2024-01-01 10:00:00', '2024-02-02 11:00:00', '2024-03-03 12:00:00', '2024-04-04 13:00:00']],
  ['timestamptz', ['2024-01-01 10:00:00+00', '2024-02-02 11:00:00+00', '2024-03-03 12:00:00+00']],
  ['time', ['10:00:00', '11:00:00', '12:00:00', '13:00:00', '14:00:00']],
  ['timetz', ['10:00:00+00', '11:00:00+00', '12:00:00+00']],
  ['date', ['2024-01-01', '2024-02-02', '2024-03-03', '2024-04-04', '2024-05-05']],
  ['datetime', ['2024-01-01 10:00:00', '2024-02-02 11:00:00', '2024-03-03 12:00:00', '2024-04-04 13:00:00']],
  ['point', ['(1,2)', '(3,4)', '(5,6)', '(7,8)', '(9,10)']],
  ['line', ['{1,2,3}', '{2,3,4}', '{3,4,5}']],
  ['lseg', ['[(0,0),(1,1)]', '[(0,0),(2,2)]', '[(0,0),(3,3)]']],
  ['box', ['(2,2),(1,1)', '(3,3),(1,1)', '(4,4),(1,1)']],
  ['path', ['[(0,0),(1,1)]', '[(0,0),(2,2)]', '[(0,0),(3,3)]']],
  ['polygon', ['((0,0),(1,0),(1,1))', '((0,0),(2,0),(2,2))', '((0,0),(3,0),(3,3))']],
  ['circle', ['<(0,0),1>', '<(0,0),2>', '<(0,0),3>']],
  ['bit', ['1', '0']],
  ['varbit', ['1', '10', '101', '111', '11']],
  ['xml', ['<a/>', '<b/>', '<c/>', '<d/>', '<e/>']],
  ['jsonpath', ['$.a', '$.b', '$.c']],
  ['tsvector', ['amber', 'birch', 'cedar', 'delta', 'ember']],
  ['tsquery', ['amber', 'birch', 'cedar', 'delta', 'ember']],
  ['int4range', ['[1,5)', '[5,9)', '[10,20)', '[20,30)', '[30,40)']],
  ['int8range', ['[1,5)', '[5,9)', '[10,20)', '[20,30)', '[30,40)']],
  ['numrange', ['[1,5)', '[5,9)', '[10,20)', '[20,30)', '[30,40)']],
  [
    'daterange',
    [
      '[2024-01-01,2024-01-05)',
      '[2024-02-01,2024-02-05)',
      '[2024-03-01,2024-03-05)',
      '[2024-04-01,2024-04-05)',
    ],
  ],
  [
    'tsrange',
    [
      '[2024-01-01,2024-01-05)',
      '[2024-02-01,2024-02-05)',
      '[2024-03-01,2024-03-05)',
      '[2024-04-01,2024-04-05)',
    ],
  ],
  ['tstzrange', ['[2024-01-01 00:00+00,2024-01-05 00:00+00)', '[2024-02-01 00:00+00,2024-02-05 00:00+00)']],
  ['int4multirange', ['{[1,5)}', '{[5,9)}', '{[10,20)}']],
  ['hstore', ['a=>1', 'b=>2', 'c=>3', 'd=>4', 'e=>5']],
  ['ltree', ['a', 'a.b', 'a.b.c', 'd', 'e']],
  ['cube', ['(1)', '(2)', '(3)', '(4)', '(5)']],
  ['pg_lsn', ['0/1', '0/2', '0/3', '0/4', '0/5']],
  ['oid', ['1', '2', '3', '4', '5']],
  [
    'uuid',
    [
      '018f4d5e-7c2a-7000-8000-000000000001',
      '018f4d5e-7c2a-7000-8000-000000000002',
      '018f4d5e-7c2a-7000-8000-000000000003',
    ],
  ],
  ['bytea', ['\\x01', '\\x02', '\\x03', '\\x04', '\\x05']],
  ['any', ['amber', 'birch', 'cedar', 'delta', 'ember']],
  ['boolean', ['true', 'false']],
  ['bool', ['true', 'false']],
  ['json', ['{"a":1}', '{"a":2}', '[3]', '4', '"five"']],
  ['jsonb', ['{"a":1}', '{"a":2}', '[3]', '4', '"five"']],
])

const words: readonly string[] = ['amber', 'birch', 'cedar', 'delta', 'ember', 'a', 'b', 'c']
const numbers: readonly string[] = ['1', '2', '3', '4', '5', '6', '7', '8']
const textual = /^(?:text|varchar|character|char|bpchar|citext|name|clob|nvarchar|nchar)\b/
const numeric =
  /^(?:numeric|decimal|money|int|integer|bigint|smallint|int\d|tinyint|mediumint|real|double|float\d?|serial|bigserial)\b/

/** Values of a type by its name, as literals that a check compares as the column would; undefined: nothing is known of it. */
export const nativeValues = (sqlType: string, dialect: string): readonly string[] | undefined => {
  if (dialect !== 'sqlite') return quotedValues(sqlType)
  const word = sqlType.toUpperCase()
  if (word.includes('INT')) return numbers
  if (!/CHAR|CLOB|TEXT/.test(word) && word.includes('BOOL')) return ['1', '0']
  const values = quotedValues(sqlType) ?? (word === '' ? words.map(quoted) : undefined)
  return numeric.test(sqlType.toLowerCase()) ? values?.map((value) => value.slice(1, -1)) : values
}

const quotedValues = (sqlType: string): readonly string[] | undefined => {
  const type = sqlType.trim().toLowerCase()
  if (type.endsWith('[]')) {
    const elements = quotedValues(type.slice(0, -2))
    return elements?.map((element) =>
      quoted(`{"${element.slice(1, -1).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"}`),
    )
  }
  const vector = /^(?:vector|halfvec)\((\d+)\)/.exec(type)
  if (vector) return numbers.map((number) => quoted(`[${Array(Number(vector[1])).fill(number).join(',')}]`))
  if (/^bit\((\d+)\)/.test(type)) return bits(Number(/\d+/.exec(type)?.[0])).map(quoted)
  if (/^(?:timestamp|time)\b.*with time zone/.test(type))
    return texts.get(`${type.split(/\W/)[0]}tz`)?.map(quoted)
  const known = texts.get(type.split(/\W/)[0] ?? '')
  if (known) return known.map(quoted)
  // A text would not be one in every table.
  if (type === 'blob') return numbers.map((number) => `X'0${number}'`)
  if (numeric.test(type)) return numbers.map(quoted)
  return textual.test(type) ? fitting(type).map(quoted) : undefined
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const bits = (length: number): readonly string[] =>
  [1, 2, 3, 4].map((number) => number.toString(2).slice(-length).padStart(length, '0'))

const fitting = (type: string): readonly string[] => {
  const length = Number(/\((\d+)\)/.exec(type)?.[1] ?? Number.MAX_SAFE_INTEGER)
  return words.map((word) => word.slice(0, length))
}
