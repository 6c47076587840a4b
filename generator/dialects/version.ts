import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Target } from '../model/model.js'
import type { Dialect } from './dialect.js'

/** Negative if the first version is older. `3.9` is older than `3.45`. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [numbers(a), numbers(b)]
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const numbers = (version: string): readonly number[] => version.split('.').map(Number)

/** SQL cannot be written for a version that is too old, or that is no version. */
export const checkVersion = (
  target: Target,
  { title, versions }: Pick<Dialect, 'title' | 'versions'>,
): readonly Diagnostic[] => {
  if (target.version === undefined) return []
  const hint = `name ${versions.minimum} or later, or leave the version out for ${versions.default}`
  if (!/^\d+(\.\d+)*$/.test(target.version)) {
    return [diagnostic('unsupported-version', undefined, `${target.version} is no version of ${title}`, hint)]
  }
  if (compareVersions(target.version, versions.minimum) >= 0) return []
  return [diagnostic('unsupported-version', undefined, `${title} ${target.version} is too old`, hint)]
}
