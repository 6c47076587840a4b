/** Types that generated code mentions by these names, so that no table, enum or imported type may take them. */
const mentioned = [
  'ColumnType', 'DB', 'Database', 'FindOptions', 'Generated', 'GeneratedAlways', 'Insertable', 'JsonNull', 'JsonValue',
  'KeyedRepository', 'Kysely', 'Repositories', 'Repository', 'RepositoryTypes', 'SchemaDefinition', 'Selectable',
  'SoftDeleteRepository', 'TableDefinition', 'Transaction', 'Updateable',
] // biome-ignore format: a list of words

/** Global types and values that a declared type or generated code may mean when it says them. */
const globals = [
  'AggregateError', 'Array', 'ArrayBuffer', 'ArrayLike', 'AsyncGenerator', 'AsyncIterable', 'AsyncIterableIterator',
  'AsyncIterator', 'Atomics', 'Awaited', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Blob', 'Boolean', 'Buffer',
  'Capitalize', 'ConstructorParameters', 'DataView', 'Date', 'Error', 'EvalError', 'Event', 'EventTarget', 'Exclude',
  'Extract', 'File', 'FinalizationRegistry', 'Float32Array', 'Float64Array', 'FormData', 'Function', 'Generator',
  'Headers', 'Infinity', 'InstanceType', 'Int16Array', 'Int32Array', 'Int8Array', 'Intl', 'Iterable', 'IterableIterator',
  'Iterator', 'JSON', 'Lowercase', 'Map', 'Math', 'NaN', 'NoInfer', 'NonNullable', 'Number', 'Object', 'Omit',
  'OmitThisParameter', 'Parameters', 'Partial', 'Pick', 'Promise', 'PromiseLike', 'PropertyDescriptor', 'PropertyKey',
  'Proxy', 'RangeError', 'Readonly', 'ReadonlyArray', 'ReadonlyMap', 'ReadonlySet', 'Record', 'ReferenceError', 'Reflect',
  'RegExp', 'Request', 'Required', 'Response', 'ReturnType', 'Set', 'SharedArrayBuffer', 'String', 'Symbol', 'SyntaxError',
  'Temporal', 'ThisParameterType', 'ThisType', 'TypeError', 'URIError', 'URL', 'URLSearchParams', 'Uint16Array',
  'Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'Uncapitalize', 'Uppercase', 'WeakKey', 'WeakMap', 'WeakRef', 'WeakSet',
] // biome-ignore format: a list of words

const keywords = [
  'abstract', 'any', 'arguments', 'as', 'asserts', 'async', 'await', 'bigint', 'boolean', 'break', 'case', 'catch', 'class',
  'const', 'continue', 'debugger', 'declare', 'default', 'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends', 'false',
  'finally', 'for', 'from', 'function', 'get', 'if', 'implements', 'import', 'in', 'infer', 'instanceof', 'interface', 'is',
  'keyof', 'let', 'module', 'namespace', 'never', 'new', 'null', 'number', 'object', 'of', 'package', 'private', 'protected',
  'public', 'readonly', 'return', 'satisfies', 'set', 'static', 'string', 'super', 'switch', 'symbol', 'this', 'throw', 'true',
  'try', 'type', 'typeof', 'undefined', 'unique', 'unknown', 'var', 'void', 'while', 'with', 'yield',
] // biome-ignore format: a list of words

/** Names of variables and functions in the generated files that a table's definition would otherwise shadow. */
const variables = [
  'attachSchema', 'createRepositories', 'db', 'i', 'options', 'read', 'row', 'runInTransaction', 'schema', 'transaction', 'trx',
  'work',
] // biome-ignore format: a list of words

export const globalTypes: ReadonlySet<string> = new Set(globals)
export const typeKeywords: ReadonlySet<string> = new Set(keywords)
export const reservedTypes: ReadonlySet<string> = new Set([...mentioned, ...globals])
export const reservedVariables: ReadonlySet<string> = new Set([...keywords, ...variables])
