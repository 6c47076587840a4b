export { currentActor, withActor } from './actor.js'
export { attachSchema } from './attach-schema.js'
export { type ConnectOptions, connect } from './connect.js'
export type {
  ChildDefinition,
  ColumnDefinition,
  SchemaDefinition,
  SoftDeleteDefinition,
  TableDefinition,
} from './definition.js'
export {
  ActorRequiredError,
  CheckViolationError,
  ConnectionError,
  ConstraintViolationError,
  type ErrorDetails,
  ForeignKeyViolationError,
  InvalidQueryError,
  NotFoundError,
  NotNullViolationError,
  StaleVersionError,
  TablewrightError,
  TransactionAbortedError,
  UniqueViolationError,
  ValueError,
} from './errors.js'
export * from './migrate/index.js'
export { newId } from './new-id.js'
export * from './repository/index.js'
export type { DialectName, RepositoryResult, RepositoryStatement, Session } from './session.js'
export { sessionOf } from './session-of.js'
export { type JsonArray, type JsonNested, JsonNull, type JsonObject, type JsonValue } from './values/json.js'
export type { NullableReader, Reader, ScalarReader } from './values/reader.js'
export type { Place, Writer } from './values/writer.js'
