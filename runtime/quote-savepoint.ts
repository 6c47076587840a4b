/** A savepoint's name as both databases take it. */
export function quoteSavepoint(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
