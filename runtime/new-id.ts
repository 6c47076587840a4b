import { v7 } from 'uuid'

/**
 * A new time-ordered UUID (version 7, lower case): ids made one after the other by one process sort in that order, also
 * within a millisecond.
 */
export function newId(): string {
  return v7()
}
