import type { SourceFile, Type } from 'ts-morph'

/** Without the paths of imports, and with the members of a union in one order, in arrays as well. */
export const typeText = (type: Type, probe: SourceFile): string => {
  const element = type.getAliasSymbol() === undefined ? type.getArrayElementType() : undefined
  if (element === undefined) return sorted(plainText(type, probe).split(' | '))
  const text = elementText(element, probe)
  return text.includes(' | ') ? `(${text})[]` : `${text}[]`
}

/** Whether a union in an array has its name is for the compiler to say; enums alone always have it. */
const elementText = (type: Type, probe: SourceFile): string => {
  if (!type.isUnion() || type.isBoolean() || isListed(type)) return typeText(type, probe)
  const members = type.getUnionTypes().map((member) => plainText(member, probe))
  const others = members.filter((member) => member !== 'true' && member !== 'false')
  return sorted(others.length < members.length ? [...others, 'boolean'] : others)
}

const plainText = (type: Type, probe: SourceFile): string =>
  type.getText(probe).replaceAll(/import\("[^"]*"\)\./g, '')

const sorted = (members: readonly string[]): string => [...members].sort().join(' | ')

const isListed = (type: Type): boolean =>
  type.isUnion() && type.getUnionTypes().every((each) => each.isStringLiteral())

/** The values of an enum, whatever it is called. */
export const listedTexts = (type: Type, probe: SourceFile): string | undefined =>
  isListed(type) ? sorted(type.getUnionTypes().map((each) => each.getText(probe))) : undefined
