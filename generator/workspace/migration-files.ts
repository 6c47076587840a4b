import { entriesOf } from './disk.js'

/** Whether a file of this name in the folder of a migration is one that is generated. */
export const isMigrationFile = (name: string): boolean =>
  /^(?:changes\.json|[a-z]+\.(?:(?:up|down)\.sql|replaces\.txt))$/.test(name)

/** What somebody else put into the folder of a migration. */
export const strangersIn = (folder: string): readonly string[] =>
  entriesOf(folder)
    .filter((entry) => !entry.isFile() || !isMigrationFile(entry.name))
    .map(({ name }) => name)
