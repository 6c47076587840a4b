import type { Engine, EngineNeeds, NoEngine } from '../engine.js'
import { closePgliteEngine, openPgliteEngine } from './pglite.js'
import { openSqliteEngine } from './sqlite.js'

/** By dialect. A database that is missing here is not proven, and no file says that it was. */
const engines: ReadonlyMap<string, (needs: EngineNeeds) => Promise<Engine | NoEngine>> = new Map([
  ['sqlite', openSqliteEngine],
  ['postgres', openPgliteEngine],
])

export const engineFor = async (dialect: string, needs: EngineNeeds): Promise<Engine | NoEngine> =>
  (await engines.get(dialect)?.(needs)) ?? { unavailable: 'there is no engine for it in this process' }

/** For the end of a process; an engine that is asked for later starts anew. */
export const closeEngines = (): Promise<void> => closePgliteEngine()
