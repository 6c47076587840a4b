import type { Condition, Operand } from './rules.js'

/** Properties of the columns that a condition is about, each once. */
export const columnsIn = (condition: Condition): readonly string[] => [...new Set(mentioned(condition))]

const mentioned = ([, ...parts]: Condition): readonly string[] =>
  parts.flatMap((part: Condition | Operand | string) => {
    if (typeof part === 'string') return []
    return isCondition(part) ? mentioned(part) : operandColumns(part)
  })

const isCondition = (part: Condition | Operand): part is Condition => Array.isArray(part)

function operandColumns(operand: Operand): readonly string[] {
  if ('column' in operand) return [operand.column]
  if ('length' in operand) return operandColumns(operand.length)
  return 'trim' in operand ? operandColumns(operand.trim) : []
}
