/** An identifier as it stands in SQL; always quoted, so that no name is ever a keyword or folded to another case. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
