const name = '(?:"(?:[^"]|"")+"|[\\p{L}_][\\p{L}\\p{N}_$]*)'

/** For regular expressions with the flag `u`: a name, and one that may have its schema before it. */
export const sqlName = `(${name})`
export const sqlPath = `(${name}(?:\\.${name})?)`

/** A name as SQL writes it, in whatever case and quotes. */
export const unquoted = (written: string): string =>
  written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase()

/** The schema with its dot as SQL, or nothing, and the name as SQL. */
export const partsOfPath = (path: string): { readonly schema: string; readonly name: string } => {
  const [, schema = '', last = path] = /^(.*\.)?("(?:[^"]|"")*"|[^".]+)$/su.exec(path) ?? []
  return { schema, name: last }
}

/** The same for all ways to write a path. */
export const bareName = (path: string): string =>
  path.replace(/"(?:[^"]|"")+"|[^".]+/gu, unquoted).replace(/^public\./, '')
