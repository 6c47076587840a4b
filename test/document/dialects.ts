/** The databases as parseDocument is told of them. */
export const dialects = [
  {
    name: 'sqlite',
    aliases: [],
    tableOptions: [
      { word: 'strict' },
      { word: 'without rowid' },
      { word: 'on conflict ignore for', named: true },
      { word: 'on null fail for', named: true },
      { word: 'nulls in', named: true },
    ],
  },
  { name: 'postgres', aliases: ['pg', 'postgresql'], tableOptions: [] },
] as const
