import type { Engine } from '../engine.js'
import { openSqliteEngine } from './sqlite.js'

/** By dialect. A database that is missing here is not proven, and no file says that it was. */
const engines: ReadonlyMap<string, () => Promise<Engine | undefined>> = new Map([
  ['sqlite', openSqliteEngine],
])

export const engineFor = async (dialect: string): Promise<Engine | undefined> => engines.get(dialect)?.()
