import type { OtherObject, Query } from '../../introspection.js'

/** Numbers that programs keep in the file for themselves: https://www.sqlite.org/pragma.html#pragma_user_version */
export const readSettings = async (query: Query): Promise<readonly OtherObject[]> => {
  const [row] = await query<{ readonly user_version: number; readonly application_id: number }>(
    'SELECT user_version, application_id FROM pragma_user_version, pragma_application_id',
  )
  return Object.entries(row ?? {}).flatMap(([name, value]) => (value === 0 ? [] : [setting(name, value)]))
}

const setting = (name: string, value: number): OtherObject => ({
  kind: 'setting',
  name,
  table: undefined,
  script: { create: [`PRAGMA ${name} = ${value}`], drop: [`PRAGMA ${name} = 0`] },
  dependsOn: [],
})
