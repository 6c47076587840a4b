import type { Model, Table } from '../model/model.js'

/** A table in which another tool keeps which of its migrations ran. */
export type ForeignJournal = { readonly table: string; readonly tool: string }

/** The tables by which a database shows what migrated it so far; they are no part of the application's own schema. */
export const foreignJournals = ({ tables }: Model): readonly ForeignJournal[] =>
  tables.flatMap((table) => {
    const tool = table.name === 'migrations' ? toolOf(table) : tools.get(table.name.toLowerCase())
    return tool === undefined ? [] : [{ table: table.name, tool }]
  })

const tools: ReadonlyMap<string, string> = new Map([
  ['__drizzle_migrations', 'Drizzle'],
  ['__efmigrationshistory', 'Entity Framework'],
  ['_prisma_migrations', 'Prisma'],
  ['alembic_version', 'Alembic'],
  ['ar_internal_metadata', 'Rails'],
  ['atlas_schema_revisions', 'Atlas'],
  ['databasechangelog', 'Liquibase'],
  ['databasechangeloglock', 'Liquibase'],
  ['django_migrations', 'Django'],
  ['doctrine_migration_versions', 'Doctrine'],
  ['flyway_schema_history', 'Flyway'],
  ['goose_db_version', 'goose'],
  ['knex_migrations', 'Knex'],
  ['knex_migrations_lock', 'Knex'],
  ['mikro_orm_migrations', 'MikroORM'],
  ['pgmigrations', 'node-pg-migrate'],
  ['phinxlog', 'Phinx'],
  ['schema_migrations', 'Rails, dbmate or golang-migrate'],
  ['sequelizemeta', 'Sequelize'],
])

/** Tools that call their table `migrations`, as an application might, are told by its columns. */
const toolOf = ({ columns }: Table): string | undefined =>
  byColumns.get(
    columns
      .map(({ name }) => name)
      .sort()
      .join(),
  )

const byColumns: ReadonlyMap<string, string> = new Map([
  ['batch,id,migration', 'Laravel'],
  ['id,name,timestamp', 'TypeORM'],
])
