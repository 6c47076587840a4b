import type { Resolved } from '../../model/model.js'
import type { GeneratedFile } from '../generated-file.js'
import { renderTemplate } from '../template.js'
import { schemaView } from './view.js'

/** SCHEMA.md: the schema for people. */
export const emitDocs = (resolved: Resolved): readonly GeneratedFile[] => [
  { path: 'SCHEMA.md', content: renderTemplate('schema.md', schemaView(resolved)) },
]
