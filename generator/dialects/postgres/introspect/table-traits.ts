import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { alteration, givenOptions, optionNames } from './alteration.js'
import type { TableRows } from './read-table.js'
import type { RelationRow } from './relation-queries.js'

/** What a table is beside its parts: said by statements of its own, once it is there. */
export const tableTraits = ({ relation }: TableRows): readonly OtherObject[] => {
  const { name } = relation
  const path = `ALTER TABLE ${relation.path}`
  const trait = (kind: string, given: string, taken: string, dependsOn: readonly string[] = []) =>
    alteration(kind, name, name, `${path} ${given}`, `${path} ${taken}`, dependsOn)
  const options = tableOptions(relation)
  return [
    ...(relation.of_type === null
      ? []
      : [trait('type of its rows', `OF ${relation.of_type}`, 'NOT OF', [relation.of_type])]),
    ...(relation.unlogged ? [trait('unlogged table', 'SET UNLOGGED', 'SET LOGGED')] : []),
    ...(options === undefined
      ? []
      : [trait('storage options', `SET (${givenOptions(options)})`, `RESET (${optionNames(options)})`)]),
    ...(relation.row_security
      ? [trait('row security', 'ENABLE ROW LEVEL SECURITY', 'DISABLE ROW LEVEL SECURITY')]
      : []),
    ...(relation.forced_row_security
      ? [trait('forced row security', 'FORCE ROW LEVEL SECURITY', 'NO FORCE ROW LEVEL SECURITY')]
      : []),
    ...(relation.replica_identity === 'd'
      ? []
      : [
          trait(
            'replica identity',
            `REPLICA IDENTITY ${replicaIdentity(relation)}`,
            'REPLICA IDENTITY DEFAULT',
            relation.replica_index === null ? [] : [relation.replica_index],
          ),
        ]),
    ...(relation.clustered_index === null
      ? []
      : [
          trait('clustered table', `CLUSTER ON ${quote(relation.clustered_index)}`, 'SET WITHOUT CLUSTER', [
            relation.clustered_index,
          ]),
        ]),
  ]
}

/** Those of the table that holds its long values stand beside its own. */
export const tableOptions = ({ options, toast_options: toast }: RelationRow): string | undefined => {
  const all = [
    ...(options === null ? [] : [options]),
    ...(toast === null ? [] : toast.split(', ').map((option) => `toast.${option}`)),
  ]
  return all.length === 0 ? undefined : all.join(', ')
}

const replicaIdentity = ({ replica_identity: kind, replica_index: index }: RelationRow): string => {
  if (kind === 'f') return 'FULL'
  return kind === 'i' && index !== null ? `USING INDEX ${quote(index)}` : 'NOTHING'
}
