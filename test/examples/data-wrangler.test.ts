import { CheckViolationError, ForeignKeyViolationError } from 'tablewright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRepositories, type DB } from '../../examples/data-wrangler/generated/index.js'
import { databases } from '../support/database.js'
import type { Opened } from '../support/opened.js'
import { migrated } from './migrated.js'

describe.each(databases)('data-wrangler on %s', (dialect) => {
  let database: Opened<DB>
  beforeAll(async () => {
    database = await migrated<DB>(dialect, 'examples/data-wrangler/generated/migrations')
  })
  afterAll(() => database.close())

  test('keeps a workflow with its nodes and edges, and removes them with it', async () => {
    const repos = createRepositories(database.db)
    const dataset = await repos.datasets.create({
      name: 'sales',
      file_path: '/data/sales.csv',
      metadata: { rows: 3 },
    })
    const workflow = await repos.workflows.create({
      name: 'clean',
      dataset_id: dataset.id,
      is_ai_generated: true,
    })
    const nodes = await repos.workflow_nodes.createMany([
      { workflow_id: workflow.id, id: 'load', type: 'source', data: { file: 'sales.csv' } },
      { workflow_id: workflow.id, id: 'filter', type: 'transform', position_x: 10.5 },
    ])
    const edge = { workflow_id: workflow.id, id: 'e1', source: 'load', target: 'filter' }
    await repos.workflow_edges.create(edge)

    expect(nodes.map(({ id, position_x }) => [id, position_x])).toEqual([
      ['load', 0],
      ['filter', 10.5],
    ])
    expect(workflow).toMatchObject({ is_ai_generated: true, metadata: {} })
    await expect(repos.workflow_edges.create({ ...edge, id: 'e2', target: 'nowhere' })).rejects.toThrow(
      ForeignKeyViolationError,
    )
    await expect(repos.workflow_edges.create({ ...edge, id: 'e3', target: 'load' })).rejects.toThrow(
      CheckViolationError,
    )

    await repos.workflows.delete(workflow.id)
    expect(await repos.workflow_nodes.count()).toBe(0)
    expect(await repos.workflow_edges.count()).toBe(0)
    expect((await repos.datasets.update(dataset.id, { description: 'Cleaned.' })).version).toBe(2)
  })
})
