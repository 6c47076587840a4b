/** Statements that make functions whose texts name what is not there yet: https://www.postgresql.org/docs/current/runtime-config-client.html */
export const unread = (create: readonly string[]): readonly string[] => [
  'SET LOCAL check_function_bodies = off',
  ...create,
  'SET LOCAL check_function_bodies = on',
]
