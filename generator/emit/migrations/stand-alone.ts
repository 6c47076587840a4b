/**
 * The SQL of a migration file as any client can run it: what the runner does around the statements, said in SQL. The head and the
 * lines that say what a statement is for stay as they are, since they are comments.
 */
export const standAlone = (content: string): string => {
  const lines: string[] = []
  let open = false
  const close = (): void => {
    if (open) lines.push('', 'COMMIT;', '')
    open = false
  }
  for (const line of content.trimEnd().split('\n')) {
    if (line === '-- transaction: single' || line === '-- transaction: none') {
      close()
      open = line.endsWith('single')
      if (open) lines.push('', 'BEGIN;')
    } else if (line === '-- foreign_keys: off') lines.push('', 'PRAGMA foreign_keys = OFF;')
    else if (!line.startsWith('-- keeps_rows: ')) lines.push(line)
  }
  close()
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}
