/** Columns that a history table has beside those of its table; the generator gives them these names. */
export const historyColumns = {
  id: 'history_id',
  operation: 'history_operation',
  recordedAt: 'history_recorded_at',
  actor: 'history_actor',
} as const
