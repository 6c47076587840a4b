import type { Table, Trigger } from '../model/model.js'
import type { Statement } from './dialect.js'

type TriggerOf<K extends Trigger['kind']> = Extract<Trigger, { readonly kind: K }>

/** What one database does for each kind of trigger; the compiler asks for every kind. */
export type TriggerStatements = {
  readonly [K in Trigger['kind']]: (table: Table, trigger: TriggerOf<K>) => readonly Statement[]
}

export const statementsByKind =
  (statements: TriggerStatements) =>
  (table: Table, trigger: Trigger): readonly Statement[] => {
    switch (trigger.kind) {
      case 'touch':
        return statements.touch(table, trigger)
      case 'history':
        return statements.history(table, trigger)
      default:
        return trigger satisfies never
    }
  }
