import type { ColumnType, Generated, Kysely, SelectQueryBuilder } from 'kysely'
import type { TableDefinition } from '../../../runtime/definition.js'
import { KeyedRepository, Repository, SoftDeleteRepository } from '../../../runtime/repository/index.js'
import type { JsonValue } from '../../../runtime/values/json.js'

/*
 * A small schema as the generator writes it: a table with every mixin, its soft-deleting children down to a table that refers
 * to itself, and tables with other kinds of keys.
 */

export type Settings = { readonly theme?: string; readonly sizes?: readonly number[]; readonly on?: boolean }

export interface DB {
  campaigns: {
    id: string
    name: string
    deleted_at: Date | null
    version: Generated<number>
    budget: Generated<string>
  }
  groups: { id: string; name: string; deleted_at: ColumnType<Date | null, never, never> }
  ads: { id: string }
  invoices: { id: string }
  members: { tenant: string }
  events: { kind: string }
  samples: { id: number }
  moods: { id: number }
  secrets: { id: string }
  orders: { shop: string }
  lines: { item: string }
}

export type Campaign = {
  id: string
  name: string
  email: string | null
  notes: string | null
  budget: string
  platform: string
  settings: Settings | null
  tags: string[] | null
  hits: bigint
  active: boolean
  starts_on: string | null
  payload: Uint8Array | null
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
  deletion_id: string | null
  created_by: string | null
  updated_by: string | null
  deleted_by: string | null
  version: number
}

type CampaignGiven = {
  name: string
  email?: string | null
  notes?: string | null
  budget?: string
  platform: string
  settings?: Settings | null
  tags?: string[] | null
  hits?: bigint
  active?: boolean
  starts_on?: string | null
  payload?: Uint8Array | null
  updated_at?: Date
}

export interface CampaignTypes {
  row: Campaign
  new: CampaignGiven & { id?: string; created_at?: Date; version?: number }
  update: Partial<CampaignGiven>
  key: string
  unique: 'id' | 'email'
  numeric: 'budget' | 'hits'
  query: SelectQueryBuilder<DB, 'campaigns', object>
  relations: Record<never, never>
  softDelete: true
  version: true
}

export const campaigns: TableDefinition<Campaign> = {
  name: 'campaigns',
  columns: {
    id: 'uuid',
    name: 'varchar(20)',
    email: 'text?',
    notes: 'text?',
    budget: 'decimal(12,2)',
    platform: 'text',
    settings: 'json?',
    tags: 'text[]?',
    hits: 'bigint',
    active: 'boolean',
    starts_on: 'date?',
    payload: 'bytes?',
    created_at: 'timestamp',
    updated_at: 'timestamp',
    deleted_at: 'timestamp?',
    deletion_id: 'uuid?',
    created_by: 'text?',
    updated_by: 'text?',
    deleted_by: 'text?',
    version: 'integer',
  },
  primaryKey: ['id'],
  uniques: [{ on: ['email'], live: true }],
  uuid: { id: 'id' },
  timestamp: { createdAt: 'created_at', updatedAt: 'updated_at' },
  softDelete: {
    deletedAt: 'deleted_at',
    deletionId: 'deletion_id',
    children: () => [
      { table: groups, columns: ['campaign_id'], references: ['id'], onDelete: 'cascade' },
      { table: invoices, columns: ['campaign_id'], references: ['id'], onDelete: 'restrict' },
    ],
  },
  audit: { createdBy: 'created_by', updatedBy: 'updated_by', deletedBy: 'deleted_by', required: false },
  versioning: { version: 'version', history: 'campaigns_history' },
  decode(row, read) {
    let i = 0
    return {
      id: read.uuid(row[i++]),
      name: read.text(row[i++]),
      email: read.nullable.text(row[i++]),
      notes: read.nullable.text(row[i++]),
      budget: read.decimal(row[i++], 2),
      platform: read.text(row[i++]),
      settings: read.nullable.json<Settings>(row[i++]),
      tags: read.nullable.array<string>(row[i++], 'text'),
      hits: read.bigint(row[i++]),
      active: read.boolean(row[i++]),
      starts_on: read.nullable.date(row[i++]),
      payload: read.nullable.bytes(row[i++]),
      created_at: read.timestamp(row[i++]),
      updated_at: read.timestamp(row[i++]),
      deleted_at: read.nullable.timestamp(row[i++]),
      deletion_id: read.nullable.uuid(row[i++]),
      created_by: read.nullable.text(row[i++]),
      updated_by: read.nullable.text(row[i++]),
      deleted_by: read.nullable.text(row[i++]),
      version: read.number(row[i++]),
    }
  },
}

export class CampaignRepository extends SoftDeleteRepository<CampaignTypes> {
  constructor(db: Kysely<DB>) {
    super(db, campaigns)
  }

  findByEmail(email: string): Promise<Campaign | undefined> {
    return this.findByUnique({ email }, undefined, 'findByEmail')
  }

  listByPlatform(platform: string): Promise<Campaign[]> {
    return this.listBy({ platform }, undefined, { name: 'desc' }, 'listByPlatform')
  }
}

export type Group = {
  id: string
  name: string
  campaign_id: string | null
  parent_id: string | null
  updated_at: Date
  deleted_at: Date | null
  deletion_id: string | null
}

export interface GroupTypes {
  row: Group
  new: { id?: string; name: string; campaign_id?: string | null; parent_id?: string | null }
  update: { name?: string; campaign_id?: string | null; parent_id?: string | null }
  key: string
  unique: 'id'
  numeric: never
  query: SelectQueryBuilder<DB, 'groups', object>
  relations: Record<never, never>
  softDelete: true
  version: false
}

/** Refers to itself, and has a column whose property is not its SQL name. */
export const groups: TableDefinition<Group> = {
  name: 'groups',
  columns: {
    id: 'uuid',
    name: { type: 'text', name: 'group "name"' },
    campaign_id: 'uuid?',
    parent_id: 'uuid?',
    created_at: 'timestamp',
    updated_at: 'timestamp',
    deleted_at: 'timestamp?',
    deletion_id: 'uuid?',
  },
  primaryKey: ['id'],
  uuid: { id: 'id' },
  timestamp: { createdAt: 'created_at', updatedAt: 'updated_at' },
  softDelete: {
    deletedAt: 'deleted_at',
    deletionId: 'deletion_id',
    children: () => [
      { table: groups, columns: ['parent_id'], references: ['id'], onDelete: 'cascade' },
      { table: ads, columns: ['group_id'], references: ['id'], onDelete: 'cascade' },
    ],
  },
  decode: (row, read) => ({
    id: read.uuid(row[0]),
    name: read.text(row[1]),
    campaign_id: read.nullable.uuid(row[2]),
    parent_id: read.nullable.uuid(row[3]),
    updated_at: read.timestamp(row[5]),
    deleted_at: read.nullable.timestamp(row[6]),
    deletion_id: read.nullable.uuid(row[7]),
  }),
}

export class GroupRepository extends SoftDeleteRepository<GroupTypes> {
  constructor(db: Kysely<DB>) {
    super(db, groups)
  }
}

export type Ad = {
  id: string
  group_id: string
  title: string
  deleted_at: Date | null
  deletion_id: string | null
}

export interface AdTypes {
  row: Ad
  new: { id?: string; group_id: string; title: string }
  update: { group_id?: string; title?: string }
  key: string
  unique: 'id'
  numeric: never
  query: unknown
  relations: Record<never, never>
  softDelete: true
  version: false
}

export const ads: TableDefinition<Ad> = {
  name: 'ads',
  columns: { id: 'uuid', group_id: 'uuid', title: 'text', deleted_at: 'timestamp?', deletion_id: 'uuid?' },
  primaryKey: ['id'],
  uuid: { id: 'id' },
  softDelete: { deletedAt: 'deleted_at', deletionId: 'deletion_id', children: () => [] },
  decode: (row, read) => ({
    id: read.uuid(row[0]),
    group_id: read.uuid(row[1]),
    title: read.text(row[2]),
    deleted_at: read.nullable.timestamp(row[3]),
    deletion_id: read.nullable.uuid(row[4]),
  }),
}

export class AdRepository extends SoftDeleteRepository<AdTypes> {
  constructor(db: Kysely<DB>) {
    super(db, ads)
  }
}

export type Invoice = { id: string; campaign_id: string; deleted_at: Date | null; deletion_id: string | null }

export interface InvoiceTypes {
  row: Invoice
  new: { id?: string; campaign_id: string }
  update: { campaign_id?: string }
  key: string
  unique: 'id'
  numeric: never
  query: unknown
  relations: Record<never, never>
  softDelete: true
  version: false
}

export const invoices: TableDefinition<Invoice> = {
  name: 'invoices',
  columns: { id: 'uuid', campaign_id: 'uuid', deleted_at: 'timestamp?', deletion_id: 'uuid?' },
  primaryKey: ['id'],
  uuid: { id: 'id' },
  softDelete: { deletedAt: 'deleted_at', deletionId: 'deletion_id', children: () => [] },
  decode: (row, read) => ({
    id: read.uuid(row[0]),
    campaign_id: read.uuid(row[1]),
    deleted_at: read.nullable.timestamp(row[2]),
    deletion_id: read.nullable.uuid(row[3]),
  }),
}

export class InvoiceRepository extends SoftDeleteRepository<InvoiceTypes> {
  constructor(db: Kysely<DB>) {
    super(db, invoices)
  }
}

export type Role = 'owner' | 'guest'
export type Member = { tenant: string; number: bigint; role: Role; since: Date; label: string | null }

export interface MemberTypes {
  row: Member
  new: { tenant: string; number: bigint; role: Role; since?: Date }
  update: { tenant?: string; number?: bigint; role?: Role; since?: Date }
  key: { tenant: string; number: bigint }
  unique: readonly ['tenant', 'number']
  numeric: never
  query: unknown
  relations: Record<never, never>
  softDelete: false
  version: false
}

/** A composite key, and a column that the database computes. */
export const members: TableDefinition<Member> = {
  name: 'members',
  columns: {
    tenant: 'text',
    number: 'bigint',
    role: 'enum(role)',
    since: 'timestamp',
    label: { type: 'text?', generated: true },
  },
  primaryKey: ['tenant', 'number'],
  decode: (row, read) => ({
    tenant: read.text(row[0]),
    number: read.bigint(row[1]),
    role: read.text<Role>(row[2]),
    since: read.timestamp(row[3]),
    label: read.nullable.text(row[4]),
  }),
}

export class MemberRepository extends KeyedRepository<MemberTypes> {
  constructor(db: Kysely<DB>) {
    super(db, members)
  }
}

export type Event = { kind: string; data: JsonValue | null; at: Date }

export interface EventTypes {
  row: Event
  new: { kind?: string; data?: JsonValue | null; at?: Date }
  update: { kind?: string; data?: JsonValue | null; at?: Date }
  key: never
  unique: never
  numeric: never
  query: unknown
  relations: Record<never, never>
  softDelete: false
  version: false
}

/** No primary key, and every column has a default. */
export const events: TableDefinition<Event> = {
  name: 'events',
  columns: { kind: 'text', data: 'json?', at: 'timestamp' },
  primaryKey: [],
  decode: (row, read) => ({
    kind: read.text(row[0]),
    data: read.nullable.json(row[1]),
    at: read.timestamp(row[2]),
  }),
}

export class EventRepository extends Repository<EventTypes> {
  constructor(db: Kysely<DB>) {
    super(db, events)
  }
}

export type Sample = {
  id: number
  small: number | null
  big: bigint | null
  float: number | null
  money: string | null
  long: string | null
  flag: boolean | null
  day: string | null
  hour: string | null
  moment: Date | null
  word: string | null
  uid: string | null
  data: JsonValue | null
  bytes: Uint8Array | null
  list: bigint[] | null
  code: string | null
}

export interface SampleTypes {
  row: Sample
  new: Partial<Sample> & { id: number }
  update: Partial<Sample>
  key: number
  unique: 'id'
  numeric: 'small' | 'big' | 'float' | 'money' | 'long'
  query: unknown
  relations: Record<never, never>
  softDelete: false
  version: false
}

/** A nullable column of every type, for filters and orders. */
export const samples: TableDefinition<Sample> = {
  name: 'samples',
  columns: {
    id: 'integer',
    small: 'integer?',
    big: 'bigint?',
    float: 'double?',
    money: 'decimal(10,2)?',
    long: 'decimal(30,3)?',
    flag: 'boolean?',
    day: 'date?',
    hour: 'time?',
    moment: 'timestamp?',
    word: 'text?',
    uid: 'uuid?',
    data: 'json?',
    bytes: 'bytes?',
    list: 'bigint[]?',
    code: 'char(3)?',
  },
  primaryKey: ['id'],
  decode(row, read) {
    let i = 0
    return {
      id: read.number(row[i++]),
      small: read.nullable.number(row[i++]),
      big: read.nullable.bigint(row[i++]),
      float: read.nullable.number(row[i++]),
      money: read.nullable.decimal(row[i++], 2),
      long: read.nullable.decimal(row[i++], 3),
      flag: read.nullable.boolean(row[i++]),
      day: read.nullable.date(row[i++]),
      hour: read.nullable.time(row[i++]),
      moment: read.nullable.timestamp(row[i++]),
      word: read.nullable.text(row[i++]),
      uid: read.nullable.uuid(row[i++]),
      data: read.nullable.json(row[i++]),
      bytes: read.nullable.bytes(row[i++]),
      list: read.nullable.array<bigint>(row[i++], 'bigint'),
      code: read.nullable.text(row[i++]),
    }
  },
}

export class SampleRepository extends KeyedRepository<SampleTypes> {
  constructor(db: Kysely<DB>) {
    super(db, samples)
  }
}

export type Mood = { id: number; mood: string; all: string[] | null }

export interface MoodTypes {
  row: Mood
  new: { mood: string; all?: string[] | null }
  update: { mood?: string; all?: string[] | null }
  key: number
  unique: 'id'
  numeric: never
  query: unknown
  relations: Record<never, never>
  softDelete: false
  version: false
}

/** An enum that is a type of its own where there is such, also in an array, and a key that the database counts. */
export const moods: TableDefinition<Mood> = {
  name: 'moods',
  columns: { id: 'integer', mood: 'enum(mood)', all: 'enum(mood)[]?' },
  enums: { mood: ['glad', 'sad'] },
  primaryKey: ['id'],
  decode: (row, read) => ({
    id: read.number(row[0]),
    mood: read.text(row[1]),
    all: read.nullable.array<string>(row[2], 'enum(mood)'),
  }),
}

export class MoodRepository extends KeyedRepository<MoodTypes> {
  constructor(db: Kysely<DB>) {
    super(db, moods)
  }
}

export type Secret = { id: string; text: string; created_by: bigint; updated_by: bigint }

export interface SecretTypes {
  row: Secret
  new: { id?: string; text: string }
  update: { text?: string }
  key: string
  unique: 'id'
  numeric: never
  query: unknown
  relations: Record<never, never>
  softDelete: false
  version: false
}

/** Nobody may write unnamed, and actors are numbers. */
export const secrets: TableDefinition<Secret> = {
  name: 'secrets',
  columns: { id: 'uuid', text: 'text', created_by: 'bigint', updated_by: 'bigint' },
  primaryKey: ['id'],
  uuid: { id: 'id' },
  audit: { createdBy: 'created_by', updatedBy: 'updated_by', required: true },
  decode: (row, read) => ({
    id: read.uuid(row[0]),
    text: read.text(row[1]),
    created_by: read.bigint(row[2]),
    updated_by: read.bigint(row[3]),
  }),
}

export class SecretRepository extends KeyedRepository<SecretTypes> {
  constructor(db: Kysely<DB>) {
    super(db, secrets)
  }
}

export type Order = { shop: string; number: number; deleted_at: Date | null; deletion_id: string | null }

export interface OrderTypes {
  row: Order
  new: { shop: string; number: number }
  update: { shop?: string; number?: number }
  key: { shop: string; number: number }
  unique: readonly ['shop', 'number']
  numeric: never
  query: unknown
  relations: Record<never, never>
  softDelete: true
  version: false
}

/** Soft-deletes, and is referred to by a key of two columns. */
export const orders: TableDefinition<Order> = {
  name: 'orders',
  columns: { shop: 'text', number: 'integer', deleted_at: 'timestamp?', deletion_id: 'uuid?' },
  primaryKey: ['shop', 'number'],
  softDelete: {
    deletedAt: 'deleted_at',
    deletionId: 'deletion_id',
    children: () => [
      { table: lines, columns: ['shop', 'number'], references: ['shop', 'number'], onDelete: 'cascade' },
    ],
  },
  decode: (row, read) => ({
    shop: read.text(row[0]),
    number: read.number(row[1]),
    deleted_at: read.nullable.timestamp(row[2]),
    deletion_id: read.nullable.uuid(row[3]),
  }),
}

export class OrderRepository extends SoftDeleteRepository<OrderTypes> {
  constructor(db: Kysely<DB>) {
    super(db, orders)
  }
}

export type Line = { item: string; shop: string | null; number: number | null; deleted_at: Date | null }

export interface LineTypes {
  row: Line
  new: { item: string; shop?: string | null; number?: number | null }
  update: { item?: string; shop?: string | null; number?: number | null }
  key: never
  unique: never
  numeric: never
  query: unknown
  relations: Record<never, never>
  softDelete: true
  version: false
}

/** Soft-deletes without a primary key. */
export const lines: TableDefinition<Line> = {
  name: 'lines',
  columns: {
    item: 'text',
    shop: 'text?',
    number: 'integer?',
    deleted_at: 'timestamp?',
    deletion_id: 'uuid?',
  },
  primaryKey: [],
  softDelete: { deletedAt: 'deleted_at', deletionId: 'deletion_id', children: () => [] },
  decode: (row, read) => ({
    item: read.text(row[0]),
    shop: read.nullable.text(row[1]),
    number: read.nullable.number(row[2]),
    deleted_at: read.nullable.timestamp(row[3]),
  }),
}

export class LineRepository extends Repository<LineTypes> {
  constructor(db: Kysely<DB>) {
    super(db, lines)
  }
}
