import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'

const settleMs = 100

/**
 * Calls back once after any of the files changed and came to rest. Folders are watched instead of files, because editors save by
 * putting a new file in the place of the old one, which a watch on the file itself would lose.
 */
export function watchFiles(files: readonly string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(onChange, settleMs)
  }
  const watchers = [...namesByFolder(files)].map(([folder, names]) => watchFolder(folder, names, changed))
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function watchFolder(folder: string, names: ReadonlySet<string>, changed: () => void): FSWatcher {
  const watcher = watch(folder, (_, name) => {
    // Some systems do not say which file it was.
    if (name === null || names.has(name)) changed()
  })
  // The folder itself may go; what is left of the watch then reports nothing more.
  watcher.on('error', changed)
  return watcher
}

function namesByFolder(files: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>()
  for (const file of files.map((path) => resolve(path))) {
    const names = folders.get(dirname(file)) ?? new Set()
    folders.set(dirname(file), names.add(basename(file)))
  }
  return folders
}
