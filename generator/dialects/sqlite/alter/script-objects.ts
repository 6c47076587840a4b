import type { Script } from '../../../model/model.js'
import { name as dialect } from '../versions.js'

/** What one statement of a script makes, where that is something which goes with a table or names one. */
export type ScriptObject = {
  readonly script: Script
  readonly kind: 'trigger' | 'view' | 'index'
  readonly name: string
  /** As the author wrote it. */
  readonly quoted: string

  /** The table or view that it stands on, in lower case. */
  readonly on: string | undefined
  readonly text: string
}

const word = '("(?:[^"]|"")+"|\\[[^\\]]+\\]|`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_$]*)'
const space = '(?:\\s|--[^\\n]*(?:\\n|$)|/\\*[\\s\\S]*?\\*/)+'
const anything = '[\\s\\S]*?'
const creation = new RegExp(
  `^(?:${space})?CREATE${space}(?:UNIQUE${space})?(TRIGGER|VIEW|INDEX)${space}(?:IF${space}NOT${space}EXISTS${space})?${word}`,
  'iu',
)
const triggerTarget = new RegExp(`\\b(?:DELETE|INSERT|UPDATE)\\b${anything}\\bON${space}${word}`, 'iu')
const indexTarget = new RegExp(`\\bON${space}${word}`, 'iu')

/** Tables that scripts make hold rows of their own and are left alone, and so are objects of a single connection. */
export const scriptObjects = (scripts: readonly Script[]): readonly ScriptObject[] =>
  scripts.flatMap((script) =>
    (Object.hasOwn(script.create, dialect) ? (script.create[dialect] ?? []) : []).flatMap((text) =>
      objectOf(script, text.trim().replace(/\s*;$/, '')),
    ),
  )

const objectOf = (script: Script, text: string): readonly ScriptObject[] => {
  const [head, made, quoted] = creation.exec(text) ?? []
  if (head === undefined || made === undefined || quoted === undefined) return []
  const kind = made.toLowerCase() as ScriptObject['kind']
  const target =
    kind === 'view'
      ? undefined
      : (kind === 'trigger' ? triggerTarget : indexTarget).exec(text.slice(head.length))?.[1]
  const name = unquoted(quoted)
  return [{ script, kind, name, quoted, on: target && unquoted(target).toLowerCase(), text }]
}

const unquoted = (name: string): string =>
  /^["[`]/.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name
