import { derivedName } from '../../naming/identifier.js'
import { type BuiltInMixin, mixinColumn } from './mixin.js'

/** A count of changes, and a table beside this one that keeps every state a row ever had. */
export const versioning: BuiltInMixin = {
  name: 'versioning',
  options: ['version', 'history'],
  contribute: ({ table, span, options }) => {
    const version = options.name('version')
    const history = options.name('history', derivedName([table], 'history'))
    const column = mixinColumn(version, 'integer', span, {
      default: { value: { kind: 'literal', value: 1, source: '1' }, span },
    })
    return { members: { columns: [column] }, behaviors: { versioning: { version, history } } }
  },
}
