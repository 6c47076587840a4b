/** Runs `cleanup` after `work`, whatever happened; an error of `work` is the one to be seen, also when the cleanup fails too. */
export async function withCleanup<T>(work: () => Promise<T>, cleanup: () => Promise<void>): Promise<T> {
  let result: T
  try {
    result = await work()
  } catch (error) {
    await cleanup().catch(() => {})
    throw error
  }
  await cleanup()
  return result
}
