import type { Model } from '../../model/model.js'
import type { GeneratedFile } from '../generated-file.js'
import type { Names } from '../names.js'
import { renderTemplate } from '../template.js'
import { databaseView } from './view.js'

/** database.ts: the types of every table. */
export const emitTypes = (model: Model, names: Names): readonly GeneratedFile[] => [
  { path: 'database.ts', content: renderTemplate('database.ts', databaseView(model, names)) },
]
