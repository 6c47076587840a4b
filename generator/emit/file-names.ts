/** Device names that Windows keeps for itself, with any extension. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

const isSafe = (name: string): boolean =>
  /^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}$/.test(name) && !devices.test(name)

/** A file name for each table: its own name where every file system can have it, and no two that differ only in case. */
export function fileNames(tables: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  const safeFirst = [...tables].sort((a, b) => Number(isSafe(b)) - Number(isSafe(a)) || (a < b ? -1 : 1))
  for (const table of safeFirst) {
    const slug = isSafe(table) ? table : slugOf(table)
    let name = slug
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${slug}_${count}`
    taken.add(name.toLowerCase())
    names.set(table, name)
  }
  return names
}

function slugOf(table: string): string {
  const slug = table
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^[-_]+|[-_]+$/g, '')
    .slice(0, 90)
  return slug === '' || devices.test(slug) ? `table_${slug}` : slug
}
