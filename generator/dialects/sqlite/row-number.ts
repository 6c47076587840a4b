/** A primary key of this type alone is another name for the number of the row: https://www.sqlite.org/lang_createtable.html#rowid */
export const isRowNumber = (declared: string): boolean => declared.toUpperCase() === 'INTEGER'
