import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs'
import { type DiagnosticCode, diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js'

/** A problem with the disk on its way to the caller; every exported function of this folder turns it into a diagnostic. */
class DiskProblem extends Error {
  readonly diagnostic: Diagnostic

  constructor(problem: Diagnostic) {
    super(problem.message)
    this.diagnostic = problem
  }
}

export function refuse(code: DiagnosticCode, message: string, hint?: string): never {
  throw new DiskProblem(diagnostic(code, undefined, message, hint))
}

/** Errors of the operating system are the user's to mend, so they become diagnostics; anything else is a bug and goes on. */
export function outcomeOf<T>(code: DiagnosticCode, work: () => T): Outcome<T> {
  try {
    return { value: work(), diagnostics: [] }
  } catch (error) {
    return { value: undefined, diagnostics: [problemOf(code, error)] }
  }
}

export async function outcomeOfAsync<T>(code: DiagnosticCode, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work(), diagnostics: [] }
  } catch (error) {
    return { value: undefined, diagnostics: [problemOf(code, error)] }
  }
}

function problemOf(code: DiagnosticCode, error: unknown): Diagnostic {
  if (error instanceof DiskProblem) return error.diagnostic
  if (!isSystemError(error)) throw error
  return diagnostic(code, undefined, systemMessage(error), systemHint(error))
}

type SystemError = Error & { readonly code: string; readonly path?: string }

export const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  isSystemError(error) && codes.includes(error.code)

const reasons: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'it does not exist',
  EMFILE: 'too many files are open',
  ELOOP: 'symbolic links lead in a circle',
}

const systemMessage = (error: SystemError): string =>
  `${error.path ?? 'the file'}: ${reasons[error.code] ?? error.message}`

function systemHint(error: SystemError): string | undefined {
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    return 'give this user the right to write there, or choose another folder with `output:` in the schema'
  }
  return error.code === 'ENOTDIR' ? 'move the file away, or choose another folder' : undefined
}

export function readText(file: string): string | undefined {
  try {
    return naming(file, () => readFileSync(file, 'utf8'))
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Errors of reading and writing, unlike those of opening, do not say which file it was. */
export function naming<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (isSystemError(error) && error.path === undefined) Object.assign(error, { path: file })
    throw error
  }
}

export const fileExists = (file: string): boolean => existsSync(file)

/** Nothing for a folder that does not exist. */
export function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
}
