import { closeSync, existsSync, openSync, readSync } from 'node:fs'

export const exists = (path: string): boolean => existsSync(path)

export const byteAt = (path: string, offset: number): number | undefined => {
  const file = openSync(path, 'r')
  try {
    const byte = Buffer.alloc(1)
    return readSync(file, byte, 0, 1, offset) === 1 ? byte[0] : undefined
  } finally {
    closeSync(file)
  }
}
