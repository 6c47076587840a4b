import { refusedWordIn, whyRefused } from '../../runtime/migrate/refused-words.js'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Model, Script } from '../model/model.js'

/** Scripts become statements of migrations, so that they may hold what those may; here the place in the schema is known. */
export const checkScripts = ({ scripts }: Model): readonly Diagnostic[] => scripts.flatMap(problemsOf)

const problemsOf = ({ name, create, drop, meta }: Script): readonly Diagnostic[] => {
  const texts = [create, drop].flatMap((byDialect) => Object.values(byDialect).flat())
  const [refused] = texts.flatMap((text) => refusedWordIn(text) ?? [])
  if (refused === undefined) return []
  return [diagnostic('invalid-sql', meta?.origin.span, `script ${name} has ${whyRefused(refused)}`)]
}
