import type { Introspection, OtherObject } from '../dialects/introspection.js'

/** Objects whose text has a line that separates the statements of migration files are left out: no file of ours can hold them. */
export const withoutSeparators = ({ model, others }: Introspection): Introspection => {
  const views = model.views.filter(({ sql }) =>
    (typeof sql === 'string' ? [sql] : Object.values(sql)).some(separates),
  )
  return {
    model: { ...model, views: model.views.filter((view) => !views.includes(view)) },
    others: [
      ...others.map((other) =>
        other.script?.create.some(separates) ? { ...other, script: undefined } : other,
      ),
      ...views.map(
        ({ name, dependsOn }): OtherObject => ({
          kind: 'view',
          name,
          table: undefined,
          script: undefined,
          dependsOn,
        }),
      ),
    ],
  }
}

const separates = (sql: string): boolean => /^[^\S\n]*-->/m.test(sql)
