import type { ImportSpecifier, SourceFile } from 'ts-morph'

/**
 * What the file imports and cannot be found, as a package that is not installed where the file is taken to lie, gets an
 * interface of that name, so that types made of it keep the rest of what they say: that they may be null, or are arrays.
 */
export const standInForImports = (file: SourceFile): void => {
  const missing = file
    .getImportDeclarations()
    .flatMap((declaration) => declaration.getNamedImports())
    .filter((named) => !isFound(named))
  const names = missing.map((named) => named.getAliasNode()?.getText() ?? named.getName())
  for (const named of missing) named.remove()
  for (const name of names) file.addStatements(`interface ${name} { readonly __import: '${name}' }`)
}

/** A name that a package lacks has a symbol, too, but nothing declares it. */
const isFound = (named: ImportSpecifier): boolean =>
  (named.getNameNode().getSymbol()?.getAliasedSymbol()?.getDeclarations().length ?? 0) > 0
