import { parse } from 'yaml'

/** An entry of a pulled schema: `tables`, `orders`. */
export type SchemaEntry = { readonly section: string; readonly name: string }

/** What stands at a line of the text, counted from 1; undefined: no entry of a section. */
export const entryAt = (text: string, line: number): SchemaEntry | undefined => {
  const lines = text.split('\n').slice(0, line)
  const section = lines.findLast((each) => /^[a-z]/.test(each))
  const entry = lines.findLast((each) => /^ {2}\S/.test(each))
  if (section === undefined || entry === undefined || lines.lastIndexOf(section) > lines.lastIndexOf(entry))
    return undefined
  const [name] = Object.keys(parse(entry.trim().replace(/(:)(?: .*)?$/, '$1')) as object)
  return name === undefined ? undefined : { section: section.replace(/:.*$/, ''), name }
}
