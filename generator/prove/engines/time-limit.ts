import { Worker } from 'node:worker_threads'

/** With so few rows a statement takes milliseconds; whoever knows better says so. */
export const mostSeconds = Number(process.env.TABLEWRIGHT_PROOF_SECONDS ?? 60)

/** Odd while a statement runs. */
const turn = new Int32Array(new SharedArrayBuffer(4))

let watchman: Worker | undefined

/**
 * Runs a statement in the process, which nothing in the process can stop: one that never ends, such as a recursion without a
 * bound, would hang it without a word. A second thread says which it is and ends the process; by then nothing has been written.
 */
export const withinTime = <T>(title: string, sql: string, work: () => T): T => {
  const end = begin(title, sql)
  try {
    return work()
  } finally {
    end()
  }
}

/** The same for an engine that only looks as if it let others have their turn. */
export const withinTimeAsync = async <T>(title: string, sql: string, work: () => Promise<T>): Promise<T> => {
  const end = begin(title, sql)
  try {
    return await work()
  } finally {
    end()
  }
}

const begin = (title: string, sql: string): (() => void) => {
  watchman ??= hire()
  watchman.postMessage({ title, sql: sql.slice(0, 2000) })
  Atomics.add(turn, 0, 1)
  return () => {
    Atomics.add(turn, 0, 1)
  }
}

const hire = (): Worker => {
  const worker = new Worker(watching, { eval: true, workerData: { turn, mostSeconds } })
  worker.unref()
  return worker
}

/** Counts its own seconds, so that a machine that slept has not run out of time. */
const watching = `
const { parentPort, workerData: { turn, mostSeconds } } = require('node:worker_threads')
const { writeSync } = require('node:fs')
let current = { title: '', sql: '' }
let seen = 0
let seconds = 0
parentPort.on('message', (message) => { current = message })
setInterval(() => {
  const now = Atomics.load(turn, 0)
  if (now % 2 === 0 || now !== seen) {
    seen = now
    seconds = 0
    return
  }
  seconds += 1
  if (seconds < mostSeconds) return
  writeSync(2, [
    'A statement has been running for ' + mostSeconds + ' seconds in the proof on ' + current.title + ', so the proof is given up. Nothing was written.',
    ...current.sql.split('\\n').map((line) => '  ' + line),
    'If it only takes long, set TABLEWRIGHT_PROOF_SECONDS to more.',
    '',
  ].join('\\n'))
  process.kill(process.pid, 'SIGTERM')
}, 1000)
`
