export { currentActor, withActor } from './actor.js'
export { attachSchema } from './attach-schema.js'
export { type ConnectOptions, connect } from './connect.js'
export type { DatabaseHandle } from './database-handle.js'
export type {
  ChildDefinition,
  ColumnDefinition,
  RelationDefinition,
  SchemaDefinition,
  SoftDeleteDefinition,
  TableDefinition,
} from './definition.js'
export {
  AbortedError,
  ActorRequiredError,
  BusyError,
  CheckViolationError,
  type ConflictingValues,
  ConnectionError,
  ConnectionLostError,
  ConstraintViolationError,
  DeadlockError,
  type ErrorDetails,
  ExclusionViolationError,
  type ForeignKeyFailure,
  ForeignKeyViolationError,
  InvalidCursorError,
  InvalidQueryError,
  LockNotAvailableError,
  NotFoundError,
  NotNullViolationError,
  ReadOnlyError,
  SchemaChangedError,
  SerializationFailureError,
  StaleVersionError,
  StatementTimeoutError,
  TablewrightError,
  TimeoutError,
  TransactionAbortedError,
  UniqueViolationError,
  ValueError,
} from './errors.js'
export * from './migrate/index.js'
export { newId } from './new-id.js'
export * from './repository/index.js'
export * from './transactions/index.js'
export { type JsonArray, type JsonNested, JsonNull, type JsonObject, type JsonValue } from './values/json.js'
