/** The databases as parseDocument is told of them. */
export const dialects = [
  { name: 'sqlite', aliases: [], tableOptions: [{ word: 'strict' }, { word: 'without rowid' }] },
  { name: 'postgres', aliases: ['pg', 'postgresql'], tableOptions: [] },
] as const
