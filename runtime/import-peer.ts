import { ConnectionError } from './errors.js'

/** Imports a driver that is installed only where it is used, and says what to install where it is not. */
export async function importPeer<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (!isMissing(error, name)) throw error
    throw new ConnectionError(`This database needs the package ${name}. Install it: npm install ${name}`, {
      cause: error,
    })
  }
}

function isMissing(error: unknown, name: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    error.message.includes(`'${name}'`)
  )
}
