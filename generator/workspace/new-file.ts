import { writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Outcome } from '../diagnostics/diagnostic.js'
import { hasCode, naming, outcomeOf, refuse } from './disk.js'

/** A file of the user's own, which is never overwritten. */
export const writeNewFile = (file: string, text: string): Outcome<true> =>
  outcomeOf('file-not-writable', () => {
    try {
      naming(file, () => writeFileSync(file, text, { flag: 'wx' }))
    } catch (error) {
      if (hasCode(error, 'EEXIST'))
        refuse('file-not-writable', `${file} exists already`, 'Name another file, or remove this one')
      if (hasCode(error, 'ENOENT'))
        refuse('file-not-writable', `there is no folder ${dirname(file)}`, 'Create it first')
      throw error
    }
    return true
  })
