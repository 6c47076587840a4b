import { type BuiltInMixin, mixinColumn } from './mixin.js'

/** When a row was made and last changed. A trigger keeps the second, whoever writes. */
export const timestamp: BuiltInMixin = {
  name: 'timestamp',
  options: ['created_at', 'updated_at'],
  contribute: ({ span, options }) => {
    const createdAt = options.name('created_at')
    const updatedAt = options.name('updated_at')
    const now = { default: { value: { kind: 'now' }, span } } as const
    const columns = [createdAt, updatedAt].map((name) => mixinColumn(name, 'timestamp', span, now))
    return { members: { columns }, behaviors: { timestamp: { createdAt, updatedAt } } }
  },
}
