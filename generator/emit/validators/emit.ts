import type { Resolved } from '../../model/model.js'
import type { GeneratedFile } from '../generated-file.js'
import type { Names } from '../names.js'
import { renderTemplate } from '../template.js'
import { validatorsView } from './view.js'

/** validators.ts, where the schema asks for it. */
export const emitValidators = ({ model, settings }: Resolved, names: Names): readonly GeneratedFile[] =>
  settings.validators && model.tables.length > 0
    ? [{ path: 'validators.ts', content: renderTemplate('validators.ts', validatorsView(model, names)) }]
    : []
