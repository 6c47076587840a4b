import { type BuiltInMixin, mixinColumn } from './mixin.js'

/** Who made, last changed and deleted a row: `text` unless the author gives another type or what it refers to. */
export const audit: BuiltInMixin = {
  name: 'audit',
  options: ['created_by', 'updated_by', 'deleted_by', 'actor', 'references', 'required'],
  contribute: ({ span, options, active }) => {
    const required = options.flag('required')
    const actor = options.text('actor')
    const references = options.text('references')
    // What an actor made stays when the actor goes.
    const onSoftDelete = references && { value: 'none' as const, span: references.span }
    const type = actor?.value ?? (references === undefined ? 'text' : undefined)
    const column = (name: string, nullable: boolean) => {
      const plain = mixinColumn(name, type, span, { nullable, references, onSoftDelete })
      return actor === undefined
        ? plain
        : { ...plain, type: { value: { kind: 'named', text: actor.value } as const, span: actor.span } }
    }
    const createdBy = options.name('created_by')
    const updatedBy = options.name('updated_by')
    const deletedBy = active.has('soft-delete') ? options.name('deleted_by') : undefined
    const columns = [column(createdBy, !required), column(updatedBy, !required)]
    if (deletedBy !== undefined) columns.push(column(deletedBy, true))
    return { members: { columns }, behaviors: { audit: { createdBy, updatedBy, deletedBy, required } } }
  },
}
