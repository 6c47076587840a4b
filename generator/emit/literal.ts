/** Line and paragraph separators are line ends to some editors, and other control characters are invisible to a reader. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu

const codeUnit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A TypeScript string literal that evaluates to exactly this text and cannot be left early. */
export function stringLiteral(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const body = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(invisible, codeUnit)
  return quote + (quote === "'" ? body.replaceAll("'", "\\'") : body) + quote
}

const plainIdentifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

export const isIdentifier = (text: string): boolean => plainIdentifier.test(text)

/** A member's name in an interface: bare where the language allows it. */
export const memberName = (name: string): string => (isIdentifier(name) ? name : stringLiteral(name))

/** A key of an object literal; `__proto__` there would set the prototype instead of making a property. */
export const propertyKey = (name: string): string =>
  name === '__proto__' ? "['__proto__']" : memberName(name)

/** `repos.users`, `repos['order lines']`. */
export const propertyAccess = (name: string): string =>
  isIdentifier(name) ? `.${name}` : `[${stringLiteral(name)}]`

/** The lines of a doc comment, each with the indentation; none if there is nothing to say. */
export function docComment(text: string | undefined, indent = ''): string[] {
  const lines = (text ?? '')
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
    .map((line) => line.replace(invisible, ' ').replaceAll('*/', '*\\/').trimEnd())
  while (lines.length > 0 && lines[0] === '') lines.shift()
  while (lines.length > 0 && lines.at(-1) === '') lines.pop()
  if (lines.length === 0) return []
  if (lines.length === 1) return [`${indent}/** ${lines[0]?.trimStart()} */`]
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`]
}
