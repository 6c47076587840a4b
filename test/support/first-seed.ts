/**
 * Random models are the same in every run, so that a run that fails has the change under test to thank for it. `npm run soak`
 * looks for new ones, and so does a test with `TABLEWRIGHT_SEED=N`.
 */
export const firstSeed = (usual: number): number => Number(process.env.TABLEWRIGHT_SEED ?? usual)
