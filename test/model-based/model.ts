/*
 * What folders, files and notes should be after any calls, said as plainly as possible: three maps, and a rule for each call.
 * A call that must be refused throws the names of its errors, and its state is not to be used.
 */

export type Row = { readonly [column: string]: unknown }
export type TableName = 'folders' | 'files' | 'notes'
export type State = { readonly [table in TableName]: ReadonlyMap<unknown, Row> }

/** A value that the call gives and only the database knows: an instant of that call, or the id of that deletion. */
export class Fresh {
  readonly kind: 'instant' | 'deletion'
  constructor(kind: 'instant' | 'deletion') {
    this.kind = kind
  }
}

/** What is wrong with a call; a database finds one of it first, and which one is its own affair. */
export class Refused extends Error {
  readonly names: readonly string[]
  constructor(...names: readonly string[]) {
    super(names.join(' or '))
    this.names = names
  }
}

export const emptyState: State = { folders: new Map(), files: new Map(), notes: new Map() }

type Mixins = { readonly softDelete: boolean; readonly audit: boolean; readonly versioning: boolean }

const mixins: { readonly [table in TableName]: Mixins } = {
  folders: { softDelete: true, audit: true, versioning: true },
  files: { softDelete: true, audit: false, versioning: false },
  notes: { softDelete: false, audit: false, versioning: true },
}

type Parent = {
  readonly table: TableName
  readonly column: string
  readonly onDelete: 'cascade' | 'set null'
}

const parents: { readonly [table in TableName]: Parent } = {
  folders: { table: 'folders', column: 'parent_id', onDelete: 'cascade' },
  files: { table: 'folders', column: 'folder_id', onDelete: 'cascade' },
  notes: { table: 'files', column: 'file_id', onDelete: 'set null' },
}

const uniques: { readonly [table in TableName]: readonly string[] } = {
  folders: ['code'],
  files: ['folder_id', 'name'],
  notes: ['id'],
}

const isUnchanged = (row: Row, changes: Row): boolean =>
  Object.keys(changes).every((column) => row[column] === changes[column])

const tableNames: readonly TableName[] = ['folders', 'files', 'notes']

/** The calls of one state; each gives the state after it. */
export class Call {
  readonly #tables: { readonly [table in TableName]: Map<unknown, Row> }
  readonly #actor: string | null
  readonly #instant = new Fresh('instant')
  readonly #deletion = new Fresh('deletion')

  constructor(state: State, actor: string | undefined) {
    this.#tables = {
      folders: new Map(state.folders),
      files: new Map(state.files),
      notes: new Map(state.notes),
    }
    this.#actor = actor ?? null
  }

  get state(): State {
    return this.#tables
  }

  create(table: TableName, given: Row): Row {
    const { softDelete, audit, versioning } = mixins[table]
    const row: Row = {
      ...given,
      created_at: this.#instant,
      updated_at: this.#instant,
      ...(audit && { created_by: this.#actor, updated_by: this.#actor, deleted_by: null }),
      ...(softDelete && { deleted_at: null, deletion_id: null }),
      ...(versioning && { version: 1 }),
    }
    const twin = this.#tables[table].has(row.id) ? 'UniqueViolationError' : this.#twin(table, row)
    const orphan = this.#orphan(table, row)
    this.#put(table, row)
    this.#refuse(twin, orphan)
    return row
  }

  createMany(table: TableName, given: readonly Row[]): readonly Row[] {
    return this.#all(given, (row) => this.create(table, row))
  }

  /** By a unique key of live rows; the id of a row that is there stays. */
  upsert(table: TableName, on: readonly string[], given: Row, defaults: Row): Row {
    const found = this.rows(table, 'live').find((row) => on.every((column) => row[column] === given[column]))
    if (found === undefined) return this.create(table, { ...defaults, ...given })
    const { id: _, ...changes } = given
    return this.update(table, found.id, changes)
  }

  upsertMany(
    table: TableName,
    on: readonly string[],
    given: readonly Row[],
    defaults: Row,
    update: readonly string[] | undefined,
  ): readonly Row[] {
    const orphans = given.map((row) => this.#orphan(table, row))
    const rows = this.#all(given, (row) => {
      const found = this.rows(table, 'live').find((other) =>
        on.every((column) => other[column] === row[column]),
      )
      if (found === undefined) return this.create(table, { ...defaults, ...row })
      const changes = Object.entries(row).filter(
        ([column]) => column !== 'id' && !on.includes(column) && (update?.includes(column) ?? true),
      )
      return this.update(table, found.id, Object.fromEntries(changes))
    })
    this.#refuse(...orphans)
    return rows
  }

  /** Brings back the deleted rows whose keys no live row has, all at once: they may refer to each other. */
  revive(table: TableName, on: readonly string[], given: readonly Row[]): void {
    const has = (key: Row) => (row: Row) => on.every((column) => row[column] === key[column])
    const meant = given.flatMap((key) =>
      this.rows(table, 'live').some(has(key)) ? [] : this.rows(table, 'deleted').filter(has(key)),
    )
    const twins = meant.flatMap(({ id }) => {
      const row = this.#tables[table].get(id) as Row
      return row.deleted_at === null ? [] : this.#unmark(table, row, row.deletion_id)
    })
    this.#refuse(...twins, ...meant.map((row) => this.#orphan(table, row)))
  }

  /** A folder with files and folders in it. */
  createTree(folder: Row, files: readonly Row[], children: readonly Row[]): unknown {
    const wrong: string[] = []
    const all = <T>(work: () => T): T | undefined => {
      try {
        return work()
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        wrong.push(...error.names)
        return undefined
      }
    }
    const made = [
      all(() => this.create('folders', folder)),
      all(() => this.createMany('files', files)),
      all(() => this.createMany('folders', children)),
    ]
    this.#refuse(...wrong)
    return made
  }

  /** What the row says of itself is what it was, and it is a live one. */
  revert(table: TableName, id: unknown, former: Row): Row {
    if ((former.deleted_at ?? null) !== null) throw new Refused('InvalidQueryError')
    const row = this.#tables[table].get(id) as Row
    const { created_at, created_by, version } = row
    const kept = { ...former, created_at, created_by, version }
    const reverted = this.#touched(table, kept)
    this.#refuse(this.#twin(table, reverted), this.#orphan(table, reverted))
    return this.#put(table, reverted)
  }

  purgeDeleted(table: TableName): number {
    const dead = this.rows(table, 'deleted')
    for (const row of dead) this.#remove(table, row)
    return dead.length
  }

  increment(table: TableName, id: unknown, column: string, by: number): Row {
    const row = this.#live(table, id)
    return this.#put(table, this.#touched(table, { ...row, [column]: Number(row[column]) + by }))
  }

  /** All or none. */
  updateEach(
    table: TableName,
    each: readonly { readonly key: unknown; readonly changes: Row; readonly version?: number }[],
  ): readonly Row[] {
    return this.#all(each, ({ key, changes, version }) => this.update(table, key, changes, version))
  }

  update(table: TableName, id: unknown, changes: Row, version?: number, skipUnchanged?: boolean): Row {
    const orphan = this.#orphan(table, changes)
    const row = this.#live(table, id, orphan)
    if (version !== undefined && row.version !== version) this.#refuse('StaleVersionError', orphan)
    if (Object.keys(changes).length === 0 || (skipUnchanged && isUnchanged(row, changes))) return row
    const changed = this.#touched(table, { ...row, ...changes })
    this.#refuse(this.#twin(table, changed), orphan)
    return this.#put(table, changed)
  }

  updateMany(
    table: TableName,
    isMeant: (row: Row) => boolean,
    changes: Row,
    skipUnchanged: boolean,
  ): readonly Row[] {
    return this.rows(table, 'live')
      .filter((row) => isMeant(row) && !(skipUnchanged && isUnchanged(row, changes)))
      .map((row) => this.#put(table, this.#touched(table, { ...row, ...changes })))
  }

  delete(table: TableName, id: unknown, version?: number): Row {
    const row = this.#live(table, id)
    if (version !== undefined && row.version !== version) this.#refuse('StaleVersionError')
    if (!mixins[table].softDelete) {
      this.#tables[table].delete(id)
      return row
    }
    this.#markAll(table, [row])
    return this.#tables[table].get(id) as Row
  }

  deleteMany(table: TableName, isMeant: (row: Row) => boolean): readonly Row[] {
    const meant = this.rows(table, 'live').filter(isMeant)
    if (mixins[table].softDelete) {
      this.#markAll(table, meant)
      return meant.map(({ id }) => this.#tables[table].get(id) as Row)
    }
    for (const { id } of meant) this.#tables[table].delete(id)
    return meant
  }

  /** Brings back exactly what the deletion of that row took along by way of it. */
  restore(table: TableName, id: unknown): Row {
    const row = this.#tables[table].get(id)
    if (row === undefined || row.deleted_at === null) throw new Refused('NotFoundError')
    this.#refuse(this.#orphan(table, row), ...this.#unmark(table, row, row.deletion_id))
    return this.#tables[table].get(id) as Row
  }

  purge(table: TableName, id: unknown): Row {
    const row = this.#tables[table].get(id)
    if (row === undefined) throw new Refused('NotFoundError')
    this.#remove(table, row)
    return row
  }

  rows(table: TableName, which: 'live' | 'deleted' | 'all'): readonly Row[] {
    const rows = [...this.#tables[table].values()]
    if (which === 'all') return rows
    return rows.filter(({ deleted_at = null }) => (deleted_at === null) === (which === 'live'))
  }

  /** Goes on after what is wrong, as a database may come to any of it first. */
  #all<T>(items: readonly T[], work: (item: T) => Row): readonly Row[] {
    const wrong: string[] = []
    const rows = items.flatMap((item) => {
      try {
        return [work(item)]
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        wrong.push(...error.names)
        return []
      }
    })
    this.#refuse(...wrong)
    return rows
  }

  #refuse(...names: readonly (string | undefined)[]): void {
    const wrong = names.filter((name) => name !== undefined)
    if (wrong.length > 0) throw new Refused(...wrong)
  }

  #live(table: TableName, id: unknown, wrongBesides?: string): Row {
    const row = this.#tables[table].get(id)
    const found = row !== undefined && (row.deleted_at ?? null) === null ? row : undefined
    if (found === undefined) this.#refuse('NotFoundError', wrongBesides)
    return found as Row
  }

  #put(table: TableName, row: Row): Row {
    this.#tables[table].set(row.id, row)
    return row
  }

  #touched(table: TableName, row: Row): Row {
    return {
      ...row,
      updated_at: this.#instant,
      ...(mixins[table].audit && { updated_by: this.#actor }),
      ...(mixins[table].versioning && { version: Number(row.version) + 1 }),
    }
  }

  /** Only live rows are twins: what is deleted stands in nobody's way. */
  #twin(table: TableName, row: Row): string | undefined {
    const isTwin = (other: Row) =>
      other.id !== row.id && uniques[table].every((column) => other[column] === row[column])
    return this.rows(table, 'live').some(isTwin) ? 'UniqueViolationError' : undefined
  }

  /** A deleted parent is none; but a row may be its own. */
  #orphan(table: TableName, row: Row): string | undefined {
    const { table: of, column } = parents[table]
    const id = row[column] ?? null
    if (id === null || id === row.id || this.rows(of, 'live').some((parent) => parent.id === id))
      return undefined
    return 'ForeignKeyViolationError'
  }

  #markAll(table: TableName, rows: readonly Row[]): void {
    const marked = rows.map((row) =>
      this.#put(table, {
        ...this.#touched(table, row),
        deleted_at: this.#instant,
        deletion_id: this.#deletion,
        ...(mixins[table].audit && { deleted_by: this.#actor }),
      }),
    )
    for (const { child, of } of this.#children(table, marked, 'live'))
      if (mixins[child].softDelete && of.length > 0) this.#markAll(child, of)
  }

  /** Gives what is wrong with it. */
  #unmark(table: TableName, row: Row, deletion: unknown): readonly (string | undefined)[] {
    const restored = {
      ...this.#touched(table, row),
      deleted_at: null,
      deletion_id: null,
      ...(mixins[table].audit && { deleted_by: null }),
    }
    const twin = this.#twin(table, restored)
    this.#put(table, restored)
    const below = this.#children(table, [restored], 'deleted').flatMap(({ child, of }) =>
      of
        .filter((each) => each.deletion_id === deletion)
        .flatMap((each) => this.#unmark(child, each, deletion)),
    )
    return [twin, ...below]
  }

  /** Foreign keys of the database, which know nothing of soft deletion. */
  #remove(table: TableName, row: Row): void {
    if (!this.#tables[table].delete(row.id)) return
    for (const { child, of } of this.#children(table, [row], 'all')) {
      const { column, onDelete } = parents[child]
      for (const each of of) {
        if (onDelete === 'cascade') this.#remove(child, each)
        else this.#put(child, this.#touched(child, { ...each, [column]: null }))
      }
    }
  }

  #children(table: TableName, rows: readonly Row[], which: 'live' | 'deleted' | 'all') {
    const ids = new Set(rows.map(({ id }) => id))
    return tableNames
      .filter((child) => parents[child].table === table)
      .map((child) => ({
        child,
        of: this.rows(child, which).filter((row) => ids.has(row[parents[child].column])),
      }))
  }
}
