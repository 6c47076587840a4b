import { CheckViolationError, UniqueViolationError } from 'tablewright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRepositories, type DB, schema } from '../../examples/pfd-dashboard/generated/index.js'
import { databases } from '../support/database.js'
import type { Opened } from '../support/opened.js'
import { migrated } from './migrated.js'

describe.each(databases)('pfd-dashboard on %s', (dialect) => {
  let database: Opened<DB>
  beforeAll(async () => {
    database = await migrated<DB>(dialect, 'examples/pfd-dashboard/generated/migrations')
  })
  afterAll(() => database.close())

  test('takes rows in every table', async () => {
    const repos = createRepositories(database.db)
    const soon = new Date('2026-12-01T00:00:00.000Z')
    const admin = await repos.users.create({ username: 'admin', email: 'admin@localhost', role: 'admin' })
    const dataset = await repos.datasets.create({
      name: 'default',
      file_path: '/cache',
      fault_types: ['inner race'],
      created_by: admin.id,
    })
    const experiment = await repos.experiments.create({
      name: 'first',
      model_type: 'cnn',
      dataset_id: dataset.id,
      created_by: admin.id,
    })
    const tag = await repos.tags.create({ name: 'Baseline', slug: 'baseline', color: '#00ff00' })
    await repos.experiment_tags.create({ experiment_id: experiment.id, tag_id: tag.id, added_by: admin.id })
    await repos.saved_searches.create({
      user_id: admin.id,
      name: 'running',
      query: { status: 'running' },
      is_pinned: true,
    })
    await repos.dataset_generations.create({ name: 'synthetic', config: { signals: 1440 }, progress: 100 })
    await repos.dataset_imports.create({ source_path: '/in.mat', file_size: 5_000_000_000n })
    await repos.explanations.create({
      experiment_id: experiment.id,
      signal_id: 's1',
      method: 'shap',
      values: [0.1, 0.2],
    })
    const key = await repos.api_keys.create({ user_id: admin.id, name: 'ci', key_hash: 'h', prefix: 'pk_' })
    await repos.api_usage.create({
      api_key_id: key.id,
      endpoint: '/v1',
      method: 'GET',
      status_code: 200,
      response_time_ms: 12.5,
    })
    await repos.two_factor_sessions.create({ user_id: admin.id, expires_at: soon })
    await repos.session_logs.create({ user_id: admin.id, session_token: 't' })
    await repos.login_history.create({ user_id: admin.id, success: true, method: 'totp' })
    await repos.backup_codes.create({ user_id: admin.id, code_hash: 'c' })
    await repos.notification_preferences.create({
      user_id: admin.id,
      event_type: 'training_done',
      email_frequency: 'daily',
    })
    await repos.email_logs.create({
      user_id: admin.id,
      recipient: 'a@b.c',
      subject: 'Done',
      event_type: 'training_done',
    })
    await repos.email_digest_queue.create({
      user_id: admin.id,
      event_type: 'e',
      payload: {},
      scheduled_for: soon,
    })
    const webhook = await repos.webhook_configurations.create({
      user_id: admin.id,
      provider: 'slack',
      url: 'https://example.org',
    })
    await repos.webhook_logs.create({
      webhook_configuration_id: webhook.id,
      event_type: 'e',
      payload: {},
      status: 'sent',
    })

    const { transaction, ...tables } = repos
    const counts = await Promise.all(Object.values(tables).map((repo) => repo.count()))
    expect(counts).toEqual(schema.tables.map(() => 1))
    expect(key.scopes).toEqual(['read'])
    await expect(repos.users.create({ username: 'admin', email: 'other@localhost' })).rejects.toThrow(
      UniqueViolationError,
    )
    await expect(repos.tags.create({ name: 'Bad', slug: 'bad', color: 'green' })).rejects.toThrow(
      CheckViolationError,
    )
    await repos.users.delete(admin.id)
    expect(await repos.login_history.count()).toBe(0)
    expect((await repos.datasets.getById(dataset.id)).created_by).toBeNull()
  })
})
