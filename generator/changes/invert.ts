import type { Change } from './change.js'

/** The changes that undo these, last first. */
export const invert = (changes: readonly Change[]): readonly Change[] => changes.toReversed().map(inverse)

const inverse = (change: Change): Change => {
  switch (change.kind) {
    case 'createEnum':
      return { kind: 'dropEnum', enum: change.enum }
    case 'dropEnum':
      return { kind: 'createEnum', enum: change.enum }
    case 'createTable':
      return { kind: 'dropTable', table: change.table }
    case 'dropTable':
      return { kind: 'createTable', table: change.table }
    case 'createView':
      return { kind: 'dropView', view: change.view }
    case 'dropView':
      return { kind: 'createView', view: change.view }
    case 'createScript':
      return { kind: 'dropScript', script: change.script }
    case 'dropScript':
      return { kind: 'createScript', script: change.script }
    default:
      return change satisfies never
  }
}
