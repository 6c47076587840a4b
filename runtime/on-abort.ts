type Waiting = { readonly ends: Set<() => void>; readonly listener: () => void }

const waitingFor = new WeakMap<AbortSignal, Waiting>()

/**
 * Calls `end` once when the signal is aborted; what it returns stops that. A signal has one listener, however many calls it may
 * end at the same time: Node takes more than ten for a leak.
 */
export function onAbort(signal: AbortSignal, end: () => void): () => void {
  const waiting = waitingFor.get(signal) ?? waitingOn(signal)
  const { ends, listener } = waiting
  if (ends.size === 0) signal.addEventListener('abort', listener)
  ends.add(end)
  return () => {
    if (ends.delete(end) && ends.size === 0) signal.removeEventListener('abort', listener)
  }
}

function waitingOn(signal: AbortSignal): Waiting {
  const ends = new Set<() => void>()
  const waiting = {
    ends,
    listener: () => {
      for (const end of [...ends]) end()
    },
  }
  waitingFor.set(signal, waiting)
  return waiting
}
