import { mainFile } from './elements/root.js'
import type { DialectName, JsonSchema } from './shape/shape.js'

/** What editors complete and explain, and what other tools can check: the structure of schema.yaml as JSON Schema. */
export const jsonSchema = (dialects: readonly Omit<DialectName, 'aliases'>[]): JsonSchema => {
  const definitions = new Map<string, JsonSchema>()
  const root = mainFile.schema({
    dialects: dialects.map(({ name }) => name),
    tableOptions: new Map(dialects.map(({ name, tableOptions }) => [name, tableOptions])),
    definitions,
  })
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Tablewright schema',
    description: 'The tables of a project, from which migrations, types and repositories are generated.',
    ...(typeof root === 'boolean' ? {} : root),
    definitions: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
