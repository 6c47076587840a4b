import type { Change } from './change.js'

/** A short phrase for people: `create table campaigns`. */
export const describe = (change: Change): string => {
  switch (change.kind) {
    case 'createEnum':
      return `create enum ${change.enum.name}`
    case 'dropEnum':
      return `drop enum ${change.enum.name}`
    case 'createTable':
      return `create table ${change.table.name}`
    case 'dropTable':
      return `drop table ${change.table.name}`
    case 'createView':
      return `create view ${change.view.name}`
    case 'dropView':
      return `drop view ${change.view.name}`
    case 'createScript':
      return `create script ${change.script.name}`
    case 'dropScript':
      return `drop script ${change.script.name}`
    default:
      return change satisfies never
  }
}
