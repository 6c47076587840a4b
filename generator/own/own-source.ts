import type { GeneratedClass } from '../emit/repositories/own-repository.js'

/** A file of the author's. `path` is absolute, `file` as messages show it. */
export type OwnSource = { readonly path: string; readonly file: string; readonly text: string }

/** The class that such a file is to extend. */
export type WantedClass = GeneratedClass & {
  /** The generated file, absolute and without its extension. */
  readonly generated: string
}

/** The text of another file of the author's, by its absolute path; undefined if there is none. */
export type ReadSource = (path: string) => string | undefined
