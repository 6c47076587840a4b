import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRepositories, type DB } from '../../examples/causal-discovery/generated/index.js'
import type { CausalGraphData } from '../../examples/causal-discovery/graph.js'
import { databases } from '../support/database.js'
import type { Opened } from '../support/opened.js'
import { migrated } from './migrated.js'

const graph: CausalGraphData = {
  directed: true,
  graph: { algorithm: 'pc', alpha: 0.05, significant: true },
  nodes: [{ id: 'smoking', position: [0, 1.5] }, { id: 'tar', label: 'Tar deposits' }, { id: 'cancer' }],
  links: [
    { source: 'smoking', target: 'tar', weight: 0.8 },
    { source: 'tar', target: 'cancer', weight: 0.7, confidence: 0.99 },
  ],
}

describe.each(databases)('causal-discovery on %s', (dialect) => {
  let database: Opened<DB>
  beforeAll(async () => {
    database = await migrated<DB>(dialect, 'examples/causal-discovery/generated/migrations')
  })
  afterAll(() => database.close())

  test('takes rows in every table, and reads a graph back equal', async () => {
    const repos = createRepositories(database.db)
    const session = await repos.user_sessions.create({
      session_token: 'token',
      data: { page: 'upload', steps: [1, 2] },
    })
    const dataset = await repos.datasets.create({
      user_session_id: session.id,
      name: 'lung',
      file_path: '/data/lung.csv',
      row_count: 9007199254740993n,
      column_names: ['smoking', 'tar', 'cancer'],
      checksum: Uint8Array.of(0, 255, 128),
    })
    const found = await repos.causal_graphs.create({ dataset_id: dataset.id, name: 'first', data: graph })
    const refined = await repos.causal_graphs.create({
      dataset_id: dataset.id,
      parent_id: found.id,
      name: 'second',
      origin: 'refined',
      data: graph,
    })
    const result = await repos.analysis_results.create({
      causal_graph_id: refined.id,
      method: 'backdoor',
      p_value: 0.01,
      details: ['adjusted'],
    })
    await repos.user_settings.create({ user_session_id: session.id, key: 'theme', value: 'dark' })

    expect((await repos.causal_graphs.getById(found.id)).data).toEqual(graph)
    expect((await repos.causal_graphs.listByParentId(found.id)).map(({ name }) => name)).toEqual(['second'])
    expect(await repos.datasets.getById(dataset.id)).toEqual(dataset)
    expect(dataset).toMatchObject({ row_count: 9007199254740993n, checksum: Uint8Array.of(0, 255, 128) })
    expect(result).toMatchObject({ status: 'queued', details: ['adjusted'], effect: null })
    const setting = await repos.user_settings.getById({ user_session_id: session.id, key: 'theme' })
    expect(setting.value).toBe('dark')
    expect(await repos.user_sessions.findBySessionToken('token')).toEqual(session)
  })

  test('undoes what a failed transaction did', async () => {
    const repos = createRepositories(database.db)
    const failing = repos.transaction(async (tx) => {
      await tx.user_sessions.create({ session_token: 'lost' })
      throw new Error('the analysis failed')
    })
    await expect(failing).rejects.toThrow('the analysis failed')
    expect(await repos.user_sessions.findBySessionToken('lost')).toBeUndefined()
  })
})
