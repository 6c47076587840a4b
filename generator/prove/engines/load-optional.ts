/** A package that need not be installed; undefined if it is not. */
export const loadOptional = async <T>(load: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await load()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}
