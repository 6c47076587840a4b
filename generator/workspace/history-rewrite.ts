import type { MigrationFiles } from '../changes/checksums.js'
import type { MigrationsOnDisk } from './history.js'
import type { FileChange } from './planned-write.js'

/** What must happen to the migrations folder to make it another history than it is. */
export type HistoryRewrite = {
  /** New, or in place of what stands under the name. */
  readonly written: readonly MigrationFiles[]
  readonly removed: readonly string[]
  /** The whole text of checksums.txt. */
  readonly checksums: string
  /** The same, file by file, for people. */
  readonly changes: readonly FileChange[]
}

/** undefined: the folder is as it should be. Nothing is written. */
export function planRewrite(present: MigrationsOnDisk, wanted: MigrationsOnDisk): HistoryRewrite | undefined {
  const before = contentsOf(present)
  const after = contentsOf(wanted)
  const changes = [...writtenFiles(before, after), ...removedFiles(before, after)]
  if (changes.length === 0) return undefined
  const touched = new Set(changes.map(({ path }) => path.split('/')[1]))
  const names = new Set(wanted.migrations.map(({ name }) => name))
  return {
    written: wanted.migrations.filter(({ name }) => touched.has(name)),
    removed: present.migrations.map(({ name }) => name).filter((name) => !names.has(name)),
    checksums: wanted.checksums,
    changes,
  }
}

type Contents = ReadonlyMap<string, string>

const contentsOf = ({ migrations, checksums }: MigrationsOnDisk): Contents =>
  new Map([
    ...migrations.flatMap(({ name, files }) =>
      files.map(({ path, content }): [string, string] => [`migrations/${name}/${path}`, content]),
    ),
    ['migrations/checksums.txt', checksums],
  ])

const writtenFiles = (before: Contents, after: Contents): readonly FileChange[] =>
  [...after]
    .filter(([path, content]) => before.get(path) !== content)
    .map(([path, content]) => ({ kind: before.has(path) ? 'changed' : 'added', path, content }))

const removedFiles = (before: Contents, after: Contents): readonly FileChange[] =>
  [...before.keys()].filter((path) => !after.has(path)).map((path) => ({ kind: 'removed', path }))
