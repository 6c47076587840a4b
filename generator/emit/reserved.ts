/** Types that generated code mentions by these names, so that no table, enum or imported type may take them. */
// biome-ignore format: a list of words
const mentioned = [
  'C', 'Chosen', 'ColumnType', 'DB', 'Database', 'FindManyOptions', 'FindOptions', 'Found', 'Generated', 'GeneratedAlways',
  'Insertable', 'JsonNull',
  'JsonValue', 'KeyedRepository', 'Kysely', 'PointedAt', 'Pointing', 'Related', 'Repositories', 'Repository', 'RepositoryTypes',
  'SchemaDefinition', 'SelectQueryBuilder', 'Selectable', 'SoftDeleteRepository', 'TableDefinition', 'Through', 'Transaction', 'TransactionOptions',
  'TransactionRepositories', 'Updateable', 'VersionedRepository', 'VersionedSoftDeleteRepository',
  'WholeRows',
]

/** Global types and values that a declared type or generated code may mean when it says them. */
// biome-ignore format: a list of words
const globals = [
  'AggregateError', 'Array', 'ArrayBuffer', 'ArrayLike', 'AsyncGenerator', 'AsyncIterable',
  'AsyncIterableIterator', 'AsyncIterator', 'Atomics', 'Awaited', 'BigInt', 'BigInt64Array',
  'BigUint64Array', 'Blob', 'Boolean', 'Buffer', 'Capitalize', 'ConstructorParameters', 'DataView', 'Date',
  'Error', 'EvalError', 'Event', 'EventTarget', 'Exclude', 'Extract', 'File', 'FinalizationRegistry',
  'Float32Array', 'Float64Array', 'FormData', 'Function', 'Generator', 'Headers', 'Infinity',
  'InstanceType', 'Int16Array', 'Int32Array', 'Int8Array', 'Intl', 'Iterable', 'IterableIterator',
  'Iterator', 'JSON', 'Lowercase', 'Map', 'Math', 'NaN', 'NoInfer', 'NonNullable', 'Number', 'Object',
  'Omit', 'OmitThisParameter', 'Parameters', 'Partial', 'Pick', 'Promise', 'PromiseLike',
  'PropertyDescriptor', 'PropertyKey', 'Proxy', 'RangeError', 'Readonly', 'ReadonlyArray', 'ReadonlyMap',
  'ReadonlySet', 'Record', 'ReferenceError', 'Reflect', 'RegExp', 'Request', 'Required', 'Response',
  'ReturnType', 'Set', 'SharedArrayBuffer', 'String', 'Symbol', 'SyntaxError', 'Temporal',
  'ThisParameterType', 'ThisType', 'TypeError', 'URIError', 'URL', 'URLSearchParams', 'Uint16Array',
  'Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'Uncapitalize', 'Uppercase', 'WeakKey', 'WeakMap',
  'WeakRef', 'WeakSet',
]

/** What no variable may be called in a module. */
// biome-ignore format: a list of words
const words = [
  'arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default',
  'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if',
  'implements', 'import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private',
  'protected', 'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof',
  'undefined', 'var', 'void', 'while', 'with', 'yield',
]

/** Further words that mean something inside a type. */
// biome-ignore format: a list of words
const typeWords = [
  'any', 'asserts', 'bigint', 'boolean', 'infer', 'is', 'keyof', 'never', 'number', 'object', 'readonly',
  'string', 'symbol', 'unique', 'unknown',
]

/** Names of variables and functions in the generated files that a table's definition would otherwise shadow. */
// biome-ignore format: a list of words
const variables = [
  'afterCommit', 'attachSchema', 'createRepositories', 'db', 'i', 'on', 'options', 'read', 'row',
  'repositoriesOf', 'runInTransaction', 'schema', 'trx', 'within', 'work',
]

export const globalTypes: ReadonlySet<string> = new Set(globals)
export const typeKeywords: ReadonlySet<string> = new Set([...words, ...typeWords])
export const reservedTypes: ReadonlySet<string> = new Set([...mentioned, ...globals])
export const reservedParameters: ReadonlySet<string> = new Set([...words, 'options'])
export const reservedVariables: ReadonlySet<string> = new Set([...words, ...variables])
