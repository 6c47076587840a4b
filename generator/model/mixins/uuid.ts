import { type BuiltInMixin, mixinColumn } from './mixin.js'

/** A UUID as primary key; the database's own default serves rows that no repository makes. */
export const uuid: BuiltInMixin = {
  name: 'uuid',
  options: ['id'],
  contribute: ({ span, options }) => {
    const id = options.name('id')
    const column = mixinColumn(id, 'uuid', span, {
      primaryKey: { value: true, span },
      default: { value: { kind: 'uuid' }, span },
    })
    return { members: { columns: [column] }, behaviors: { uuid: { id } } }
  },
}
