/** A file that an emitter made. `path` is relative to the output folder, with forward slashes. */
export type GeneratedFile = { readonly path: string; readonly content: string }
