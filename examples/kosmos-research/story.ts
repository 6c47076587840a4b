import type { Kysely } from 'kysely'
import { StaleVersionError, withActor } from 'tablewright'
import {
  createRepositories,
  type DB,
  type Experiment,
  type Hypothesis,
  type ResearchRun,
} from '../../generated/index.js'

/** Prints a heading, a sentence, or rows as a table. */
export interface Narrator {
  chapter(title: string): void
  say(sentence: string): void
  show(rows: readonly Record<string, unknown>[]): void
}

/** One research run from the question to the result, as the repositories of this schema tell it. */
export async function tellStory(db: Kysely<DB>, narrator: Narrator): Promise<void> {
  await withActor('ada@example.org', async () => {
    const run = await startRun(db, narrator)
    const hypothesis = await proposeHypotheses(db, narrator, run)
    const experiment = await testHypothesis(db, narrator, hypothesis)
    await storeResults(db, narrator, experiment)
    await recordLiterature(db, narrator, run)
    await refuseStaleUpdate(db, narrator, run)
    await deleteAndRestore(db, narrator, run)
    await showHistory(db, narrator, hypothesis)
  })
}

async function startRun(db: Kysely<DB>, narrator: Narrator): Promise<ResearchRun> {
  const repos = createRepositories(db)
  narrator.chapter('A run asks a question')
  const run = await repos.research_runs.create({
    question: "What causes Alzheimer's disease?",
    domain: 'neuroscience',
    budget_usd: '50.00',
  })
  await repos.research_runs.create({
    question: 'Which genes slow ageing in yeast?',
    domain: 'biology',
    max_iterations: 3,
  })
  const running = await repos.research_runs.update(run.id, { state: 'RUNNING' })
  const recent = await repos.research_runs.findMany({ orderBy: { created_at: 'desc' }, limit: 10 })
  narrator.show(
    recent.map(({ question, domain, state, budget_usd, created_by, version }) => ({
      question,
      domain,
      state,
      budget_usd,
      created_by,
      version,
    })),
  )
  narrator.say(
    `In neuroscience: ${await repos.research_runs.count({ where: { domain: 'neuroscience' } })} run, of ${recent.length}.`,
  )
  return running
}

async function proposeHypotheses(db: Kysely<DB>, narrator: Narrator, run: ResearchRun): Promise<Hypothesis> {
  const repos = createRepositories(db)
  narrator.chapter('Hypotheses evolve from each other')
  const first = await repos.hypotheses.create({
    research_run_id: run.id,
    claim: 'Beta-amyloid accumulation causes neuronal death',
    rationale: 'Studies show correlation between plaques and neurodegeneration',
    novelty_score: 0.75,
    priority_score: 0.85,
    testability_score: 0.9,
  })
  const refined = await repos.hypotheses.create({
    research_run_id: run.id,
    parent_hypothesis_id: first.id,
    claim: 'Soluble amyloid oligomers, not plaques, cause neuronal death',
    novelty_score: 0.9,
    priority_score: 0.95,
  })
  await repos.hypotheses.createMany(
    Array.from({ length: 3 }, (_, index) => ({
      research_run_id: run.id,
      parent_hypothesis_id: refined.id,
      claim: `Oligomers of size ${index + 2} are the toxic ones`,
      priority_score: 0.5 + index / 10,
    })),
  )
  const family = await repos.hypotheses.listByResearchRunId(run.id, { orderBy: { priority_score: 'desc' } })
  const claims = new Map(family.map((hypothesis) => [hypothesis.id, hypothesis.claim]))
  narrator.show(
    family.map((hypothesis) => ({
      claim: hypothesis.claim,
      priority: hypothesis.priority_score,
      'evolved from': claims.get(hypothesis.parent_hypothesis_id ?? '') ?? null,
    })),
  )
  return refined
}

async function testHypothesis(
  db: Kysely<DB>,
  narrator: Narrator,
  hypothesis: Hypothesis,
): Promise<Experiment> {
  const repos = createRepositories(db)
  narrator.chapter('An experiment changes its status')
  const experiment = await repos.experiments.create({
    hypothesis_id: hypothesis.id,
    experiment_type: 'data_analysis',
    parameters: {
      data_source: 'gene_expression',
      method: 'differential_expression',
      genes: ['APP', 'PSEN1', 'PSEN2'],
    },
  })
  const started = await repos.experiments.update(experiment.id, { status: 'running', started_at: new Date() })
  const completed = await repos.experiments.update(experiment.id, {
    status: 'completed',
    completed_at: new Date(),
    execution_time_seconds: 123.45,
  })
  narrator.say(
    `${experiment.status} → ${started.status} → ${completed.status}, with ${completed.parameters.genes?.join(', ')}`,
  )
  return completed
}

async function storeResults(db: Kysely<DB>, narrator: Narrator, experiment: Experiment): Promise<void> {
  const repos = createRepositories(db)
  narrator.chapter('Results are typed JSON')
  await repos.experiment_results.create({
    experiment_id: experiment.id,
    output: { mean_expression: 2.5, std_dev: 0.3, sample_size: 100 },
    metrics: { r_squared: 0.85, mse: 0.12 },
    plots: { scatter: '/output/scatter.png', histogram: '/output/histogram.png' },
    statistical_significance: 0.001,
    effect_size: 0.75,
  })
  const [result] = await repos.experiment_results.listByExperimentId(experiment.id)
  narrator.show([
    {
      ...result?.metrics,
      p: result?.statistical_significance,
      effect: result?.effect_size,
      scatter: result?.plots['scatter'],
    },
  ])
}

async function recordLiterature(db: Kysely<DB>, narrator: Narrator, run: ResearchRun): Promise<void> {
  const repos = createRepositories(db)
  narrator.chapter('Literature is shared between runs')
  const reference = await repos.literature_references.create({
    doi: '10.1126/science.1072994',
    title: "The amyloid hypothesis of Alzheimer's disease",
    authors: ['Hardy', 'Selkoe'],
    year: 2002,
    journal: 'Science',
  })
  await repos.research_run_literature.create({
    research_run_id: run.id,
    literature_reference_id: reference.id,
    relevance_context: 'Background of the first hypothesis',
  })
  const found = await repos.literature_references.findByDoi('10.1126/science.1072994')
  narrator.show([{ title: found?.title, authors: found?.authors.join(' and '), year: found?.year }])
}

async function refuseStaleUpdate(db: Kysely<DB>, narrator: Narrator, run: ResearchRun): Promise<void> {
  const repos = createRepositories(db)
  narrator.chapter('A stale update is refused')
  await repos.research_runs.update(run.id, { current_iteration: 1 }, { version: run.version })
  narrator.say(`One editor saved version ${run.version} and made it version ${run.version + 1}.`)
  try {
    await repos.research_runs.update(run.id, { current_iteration: 5 }, { version: run.version })
  } catch (error) {
    if (!(error instanceof StaleVersionError)) throw error
    narrator.say(`The other one got ${error.name}: ${error.message}`)
  }
}

async function deleteAndRestore(db: Kysely<DB>, narrator: Narrator, run: ResearchRun): Promise<void> {
  const repos = createRepositories(db)
  narrator.chapter('A soft delete takes the children along, and gives them back')
  const counts = async (when: string) => ({
    when,
    runs: await repos.research_runs.count(),
    hypotheses: await repos.hypotheses.count(),
    experiments: await repos.experiments.count(),
  })
  const before = await counts('before')
  await repos.research_runs.delete(run.id)
  const deleted = await counts('deleted')
  await repos.research_runs.restore(run.id)
  narrator.show([before, deleted, await counts('restored')])
}

async function showHistory(db: Kysely<DB>, narrator: Narrator, hypothesis: Hypothesis): Promise<void> {
  const repos = createRepositories(db)
  narrator.chapter('The history of a row, complete under raw SQL too')
  await repos.hypotheses.update(hypothesis.id, { status: 'testing' })
  await db.updateTable('hypotheses').set({ status: 'confirmed' }).where('id', '=', hypothesis.id).execute()
  const history = await db
    .selectFrom('hypotheses_history')
    .select(['history_operation as operation', 'version', 'status', 'deleted_at', 'updated_at'])
    .where('id', '=', hypothesis.id)
    .orderBy('history_id')
    .execute()
  narrator.show(history)
}
