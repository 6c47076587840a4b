/** The databases as parseDocument is told of them. */
export const dialects = [
  { name: 'sqlite', aliases: [] },
  { name: 'postgres', aliases: ['pg', 'postgresql'] },
] as const
