import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diagram as drawing } from '../../generator/emit/docs/diagram.js'
import { code, headingAnchors, paragraph, plainText, row } from '../../generator/emit/docs/markdown.js'
import { emitAll } from '../../generator/emit/registry.js'
import type { Table } from '../../generator/model/model.js'
import { column, enumeration, foreignKey, resolved, table, unique } from '../support/model-builder.js'

const markdown = (...tables: readonly Table[]): string =>
  emitAll(resolved({ tables })).value?.find(({ path }) => path === 'SCHEMA.md')?.content ?? ''

const diagram = (text: string): readonly string[] =>
  /```mermaid\n([\s\S]*?)```/.exec(text)?.[1]?.trim().split('\n') ?? []

describe('Markdown', () => {
  test('text is neither markup nor HTML nor the end of a cell', () => {
    expect(plainText('a|b <b>c</b> *d* `e` [f](g) & _h_ i_j\nk')).toBe(
      'a\\|b &lt;b&gt;c&lt;/b&gt; \\*d\\* \\`e\\` \\[f\\](g) &amp; \\_h\\_ i_j k',
    )
  })

  test('a cell keeps its row whole, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = row([plainText(text), code(text), 'end'])
        expect(line).not.toMatch(/[\n\r\u2028\u2029]/)
        expect(line.replace(/\\./g, '').match(/\|/g)).toHaveLength(4)
      }),
    )
  })

  test('code with backticks has longer fences', () => {
    expect(code('a`b')).toBe('``a`b``')
    expect(code('`')).toBe('`` ` ``')
  })

  test('a paragraph starts no list and no heading', () => {
    expect(paragraph('# one\n- two\n1. three\n+ four')).toBe('\\# one\n\\- two\n1\\. three\n\\+ four')
  })

  test('anchors are those of GitHub, counted where headings repeat', () => {
    const anchor = headingAnchors()
    expect(['Tables', 'order lines', 'tables', 'naïve!'].map(anchor)).toEqual([
      '#tables',
      '#order-lines',
      '#tables-1',
      '#naïve',
    ])
  })
})

describe('SCHEMA.md', () => {
  const users = table('users', [column('id', 'integer')], { key: ['id'] })

  test('tells of a relation on both sides', () => {
    const runs = table('runs', [column('owner_id', 'integer', { nullable: true })], {
      foreignKeys: [foreignKey('f', ['owner_id'], 'users', ['id'], { onDelete: 'set null' })],
    })
    const text = markdown(users, runs)
    expect(text).toContain('- `owner_id` points at `users` `id`, on delete set null')
    expect(text).toContain('- `runs` `owner_id` points here, on delete set null')
    expect(diagram(text)).toContain('  users |o--o{ runs : "owner_id"')
  })

  test('draws a unique key as one to one', () => {
    const badges = table('badges', [column('user_id', 'integer')], {
      uniques: [unique('k', ['user_id'])],
      foreignKeys: [foreignKey('f', ['user_id'], 'users', ['id'])],
    })
    expect(diagram(markdown(users, badges)).at(-1)).toBe('  users ||--o| badges : "user_id"')
  })

  test('gives odd names labels and keeps them apart', () => {
    const odd = [
      table('a"b', [column('x y', 'integer')]),
      table('a b', [column('1', 'integer')]),
      table('end]', [column('ok', 'text')]),
    ]
    expect(drawing(resolved({ tables: odd }).model)?.split('\n')).toEqual([
      'erDiagram',
      '  a_b["a b"] {',
      '    integer c_x_y',
      '  }',
      '  a_b_2["a b"] {',
      '    integer c_1',
      '  }',
      '  end_["end]"] {',
      '    text ok',
      '  }',
    ])
  })

  test('draws keys alone where there are many columns, and nothing where there are too many tables', () => {
    const wide = (name: string) =>
      table(
        name,
        [column('id', 'integer'), ...Array.from({ length: 150 }, (_, at) => column(`c${at}`, 'text'))],
        { key: ['id'] },
      )
    expect(diagram(markdown(wide('a'), wide('b')))).toEqual([
      'erDiagram',
      '  a {',
      '    integer id PK',
      '  }',
      '  b {',
      '    integer id PK',
      '  }',
    ])
    const many = Array.from({ length: 3000 }, (_, at) =>
      table(`table_${at}`, [column('id', 'integer')], { key: ['id'] }),
    )
    expect(markdown(...many)).not.toContain('mermaid')
  })

  test('names enums with their values', () => {
    const { value = [] } = emitAll(
      resolved({ enums: [enumeration('state', ['on', 'a|b'], { comment: 'What | it does' })] }),
    )
    expect(value[0]?.content).toContain('| `state` | `on` `a\\|b` | What \\| it does |')
  })
})
