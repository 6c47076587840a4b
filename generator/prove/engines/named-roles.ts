const role = '(?:"(?:[^"]|"")+"|[a-z_][\\w$]*)'
const roles = `${role}(?:\\s*,\\s*${role})*`
const naming = new RegExp(
  `^\\s*(?:create|alter)\\s+policy\\s[\\s\\S]*?\\sto\\s+(${roles})|^\\s*(?:grant|revoke|alter\\s+default\\s+privileges)\\s[\\s\\S]*?\\s(?:to|from)\\s+(${roles})|\\sowner\\s+to\\s+(${role})`,
  'i',
)

const words = new Set(['public', 'current_user', 'current_role', 'session_user'])

/** Roles that a statement counts on: those are of a server, and no migration of a database makes them. */
export const namedRoles = (sql: string): readonly string[] =>
  (naming.exec(sql)?.slice(1) ?? [])
    .flatMap((list) => (list ?? '').match(new RegExp(role, 'gi')) ?? [])
    .map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase()))
    .filter((name) => !words.has(name) && !name.startsWith('pg_'))
