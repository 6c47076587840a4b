import type { Check, Model, Table } from '../../model/model.js'
import { typescriptHeader } from '../header.js'
import { type Import, renderImports } from '../imports.js'
import { bracketed, parentheses } from '../layout.js'
import { docComment, propertyKey, stringLiteral } from '../literal.js'
import { type Names, namesOf, type TableNames } from '../names.js'
import { enumImports, enumsOf } from '../repositories/definition.js'
import { type ConditionData, translateCheck } from './checks/translate.js'
import { columnRule } from './column-rule.js'
import { dataText } from './data-text.js'

/** What templates/validators.ts.hbs is filled with. */
export type ValidatorsView = {
  readonly header: string
  readonly imports: string
  readonly tables: readonly TableRulesView[]
}

/** `lines` are the members of the rules. */
export type TableRulesView = {
  readonly comment: readonly string[]
  readonly rules: string
  readonly lines: readonly string[]
  readonly newComment: readonly string[]
  readonly newValidator: string
  readonly updateComment: readonly string[]
  readonly updateValidator: string
}

export function validatorsView({ tables }: Model, names: Names): ValidatorsView {
  const declared = tables.filter(({ historyOf }) => historyOf === undefined)
  return {
    header: typescriptHeader,
    imports: renderImports([
      { from: 'tablewright/validation', name: 'createValidator', value: true },
      { from: 'tablewright/validation', name: 'RowRules' },
      { from: 'tablewright/validation', name: 'updateValidator', value: true },
      ...declared.flatMap((table) => imports(table, names)),
    ]),
    tables: declared.map((table) => tableView(table, names)),
  }
}

const imports = (table: Table, names: Names): Import[] => [
  ...[namesOf(names, table.name).new, namesOf(names, table.name).update].map((name) => ({
    from: './database.js',
    name,
  })),
  ...enumImports(given(table), names, './database.js'),
]

/** Columns that somebody can give a value. */
const given = (table: Table): Table['columns'] =>
  table.columns.filter((column) => columnRule(column, table, false) !== undefined)

function tableView(table: Table, names: Names): TableRulesView {
  const own = namesOf(names, table.name)
  const checks = table.checks.map((check) => ({ check, holds: translateCheck(check, table, own.properties) }))
  const others = checks.filter(({ holds }) => holds === undefined).map(({ check }) => check)
  return {
    comment: docComment(
      [`What input for the table ${table.name} must satisfy.`, ...leftOut(others)].join('\n'),
    ),
    rules: `${own.definition}Rules`,
    lines: [
      `  table: ${stringLiteral(table.name)},`,
      ...columnLines(
        table,
        own,
        checks.some(({ holds }) => holds !== undefined),
      ),
      ...enumLines(table, names),
      ...checkLines(checks),
    ],
    newComment: docComment(`Checks what \`create\` takes of the table ${table.name}.`),
    newValidator: validatorLine('create', own.new, `new${own.row}Validator`, own),
    updateComment: docComment(`Checks what \`update\` takes of the table ${table.name}.`),
    updateValidator: validatorLine('update', own.update, `update${own.row}Validator`, own),
  }
}

const leftOut = (checks: readonly Check[]): readonly string[] =>
  checks.length === 0
    ? []
    : ['The database alone checks:', ...checks.map(({ name, sql }) => `- ${name}: ${oneText(sql)}`)]

const oneText = (sql: Check['sql']): string =>
  (typeof sql === 'string' ? sql : [...new Set(Object.values(sql))].join(' / '))
    .replaceAll(/\s+/g, ' ')
    .trim()

function columnLines(table: Table, { properties }: TableNames, isChecked: boolean): readonly string[] {
  const refused: string[] = []
  const lines = table.columns.flatMap((column) => {
    const property = properties.get(column.name) ?? column.name
    const rule = columnRule(column, table, isChecked)
    if (rule === undefined) refused.push(property)
    const start = `    ${propertyKey(property)}: `
    return rule === undefined
      ? []
      : [`${start}${dataText(rule, { column: start.length, after: 1, indent: '    ' })},`]
  })
  const columns = lines.length === 0 ? ['  columns: {},'] : ['  columns: {', ...lines, '  },']
  return refused.length === 0 ? columns : [...columns, member('refused', refused)]
}

function enumLines(table: Table, names: Names): readonly string[] {
  const used = enumsOf(given(table))
  if (used.length === 0) return []
  const lines = used.map((name) => `    ${propertyKey(name)}: ${names.enums.get(name)?.values ?? name},`)
  return ['  enums: {', ...lines, '  },']
}

function checkLines(
  checks: readonly { readonly check: Check; readonly holds: ConditionData | undefined }[],
): readonly string[] {
  const lines = checks.flatMap(({ check: { name, sql }, holds }) =>
    holds === undefined
      ? []
      : [
          '    {',
          `      name: ${stringLiteral(name)},`,
          `      sql: ${stringLiteral(oneText(sql))},`,
          `      holds: ${dataText(holds, { column: 13, after: 1, indent: '      ' })},`,
          '    },',
        ],
  )
  return lines.length === 0 ? [] : ['  checks: [', ...lines, '  ],']
}

const member = (key: string, list: readonly string[]): string =>
  `  ${key}: ${dataText(list, { column: key.length + 4, after: 1, indent: '  ' })},`

function validatorLine(purpose: 'create' | 'update', type: string, name: string, own: TableNames): string {
  const start = `export const ${name} = ${purpose}Validator<${type}>`
  return start + bracketed(parentheses, [`${own.definition}Rules`], { column: start.length })
}
