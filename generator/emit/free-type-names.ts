import type { Model } from '../model/model.js'
import { pascal } from '../naming/case.js'
import { singular } from '../naming/plural.js'
import { typeNameClashes } from './emit-names.js'
import type { TypeClash, TypeOwner } from './name-clashes.js'

/** Type names by kind and name, `table users`. */
export type GivenTypeNames = ReadonlyMap<string, string>

/** A name of its own for everything that would be called like something before it: `User2` for a second `User`. */
export function freeTypeNames(model: Model): GivenTypeNames {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  for (;;) {
    const [clash] = typeNameClashes(withTypeNames(model, names))
    if (clash === undefined) return names
    const { kind, name } = givesWay(clash)
    const owner = `${kind} ${name}`
    const count = (counts.get(owner) ?? 1) + 1
    counts.set(owner, count)
    const base = pascal(kind === 'enum' ? name : singular(name))
    names.set(owner, `${base}${/\d$/.test(base) ? '_' : ''}${count}`)
  }
}

/** A history is called after the rows that it keeps, so that only these can be called otherwise. */
const givesWay = ({ first, second }: TypeClash): Pick<TypeOwner, 'kind' | 'name'> => {
  if (second.historyOf === undefined) return second
  return first.historyOf === undefined ? first : { kind: 'table', name: second.historyOf }
}

type Named<Meta> = { readonly name: string; readonly meta?: Meta }

const withTypeNames = (model: Model, names: GivenTypeNames): Model => {
  const named =
    <Meta extends object, T extends Named<Meta>>(kind: TypeOwner['kind']) =>
    (each: T): T => {
      const typescript = names.get(`${kind} ${each.name}`)
      return typescript === undefined || each.meta === undefined
        ? each
        : { ...each, meta: { ...each.meta, typescript } }
    }
  return {
    ...model,
    enums: model.enums.map(named('enum')),
    tables: model.tables.map(named('table')),
    views: model.views.map(named('view')),
  }
}
