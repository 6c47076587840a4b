import { vi } from 'vitest'
import { ForeignSession } from '../../runtime/foreign-session.js'
import { LinkedSession } from '../../runtime/linked-session.js'

/** How many statements of repositories the work takes. */
export async function countStatements<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly statements: number }> {
  const spies = [vi.spyOn(LinkedSession.prototype, 'run'), vi.spyOn(ForeignSession.prototype, 'run')]
  try {
    const result = await work()
    return { result, statements: spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0) }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
