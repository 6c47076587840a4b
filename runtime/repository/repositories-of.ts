import type { DatabaseHandle } from '../database-handle.js'
import { sessionOf } from '../session-of.js'

/** Classes of repositories by the names that they have in `repos`. */
type Classes = { readonly [name: string]: new (db: never) => unknown }

type Instances<C extends Classes> = {
  readonly [Name in keyof C]: C[Name] extends new (db: never) => infer Instance ? Instance : never
}

/**
 * An object of `others` and one repository for each class. Each is made when it is first asked for, because there is such an object
 * for each transaction, which uses few. Taken apart, spread and listed it is like any other. For generated code.
 */
export function repositoriesOf<C extends Classes, O extends object>(
  db: DatabaseHandle,
  others: O,
  classes: C,
): Instances<C> & O {
  // Refuses what repositories cannot work on.
  sessionOf(db)
  const made: Made = {}
  Object.assign(made, others)
  return new Proxy(made, new WhenAsked(classes, db)) as unknown as Instances<C> & O
}

type Made = { [name: string | symbol]: unknown }

/** Puts a repository into the object that stands behind, so that everything else goes the usual way. */
class WhenAsked implements ProxyHandler<Made> {
  readonly #classes: Classes
  readonly #db: DatabaseHandle

  constructor(classes: Classes, db: DatabaseHandle) {
    this.#classes = classes
    this.#db = db
  }

  get(made: Made, name: string | symbol): unknown {
    this.#make(made, name)
    return made[name]
  }

  has(made: Made, name: string | symbol): boolean {
    return name in made || this.#isOwed(made, name)
  }

  ownKeys(made: Made): (string | symbol)[] {
    return [...new Set([...Object.keys(this.#classes), ...Reflect.ownKeys(made)])]
  }

  getOwnPropertyDescriptor(made: Made, name: string | symbol): PropertyDescriptor | undefined {
    this.#make(made, name)
    return Reflect.getOwnPropertyDescriptor(made, name)
  }

  #make(made: Made, name: string | symbol): void {
    if (this.#isOwed(made, name)) made[name] = new (this.#classes[name] as Classes[string])(this.#db as never)
  }

  #isOwed(made: Made, name: string | symbol): name is string {
    return typeof name === 'string' && !Object.hasOwn(made, name) && Object.hasOwn(this.#classes, name)
  }
}
