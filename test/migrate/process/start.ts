import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Ended = {
  readonly output: string
  readonly errors: string
  readonly signal: NodeJS.Signals | null
  readonly status: number | null
}

export type Started = { readonly kill: () => void; readonly ended: Promise<Ended> }

/** Starts a program of this folder. */
export function start(program: string, ...args: readonly string[]): Started {
  const path = fileURLToPath(new URL(program, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve({ output, errors, signal, status }))
  })
  return { kill: () => child.kill('SIGKILL'), ended }
}
