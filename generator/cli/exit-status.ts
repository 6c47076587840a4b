/** What a command tells the shell. */
export const exitStatus = {
  done: 0,
  /** The input or the state has a problem, which was printed. */
  problem: 1,
  usage: 2,
  /** A bug of ours (EX_SOFTWARE of sysexits.h). */
  bug: 70,
} as const

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus]
