import { orNothing } from '../shape/build.js'
import { list } from '../shape/list.js'
import { type FieldValues, object, optional } from '../shape/object.js'
import { flag, word } from '../shape/scalars.js'
import { enums } from './enum.js'
import { includedFile, projectFolder } from './paths.js'
import { scripts } from './script.js'
import { mixins, tables } from './table.js'
import { targets } from './targets.js'
import { views } from './view.js'

/** What every file of a schema may hold. */
const elementFields = {
  enums: optional(orNothing(enums, []), 'Sets of values that columns can have as their type.'),
  mixins: optional(orNothing(mixins, []), 'Your own mixins: members that several tables have in common.'),
  tables: optional(orNothing(tables, []), 'The tables.'),
  views: optional(orNothing(views, []), 'Views, as SQL with what they depend on.'),
  sql: optional(
    orNothing(scripts, []),
    'Functions, triggers, extensions: raw SQL that is migrated with the rest.',
  ),
} as const

const settingFields = {
  dialects: optional(
    targets,
    'The databases to write for: a list, or a map to the oldest version that must be served.',
  ),
  output: optional(projectFolder, 'The folder of generated files; `generated` unless said.'),
  typescript: optional(
    object(
      {
        case: optional(word('snake', 'camel'), 'Names of properties in generated code; snake unless said.'),
        repositories: optional(projectFolder, 'The folder of your own classes that extend repositories.'),
        validators: optional(flag, 'Whether validators of input are generated; false unless said.'),
      },
      { expects: 'a map with case, repositories or validators' },
    ),
    'How generated TypeScript looks.',
  ),
  include: optional(
    list(includedFile, { expects: 'a list of files', item: 'a file' }),
    'More files of tables, enums, mixins, views and sql, relative to this one.',
  ),
} as const

const onlyInMain = 'It may stand in the main file only'

export const mainFile = object(
  { ...settingFields, ...elementFields },
  { expects: 'a map with tables', advice: { version: 'A schema has no version; remove the key' } },
)

export const includedSchema = object(elementFields, {
  expects: 'a map with tables',
  advice: Object.fromEntries(Object.keys(settingFields).map((key) => [key, onlyInMain])),
})

export type MainFile = FieldValues<typeof settingFields & typeof elementFields>
export type Elements = FieldValues<typeof elementFields>
