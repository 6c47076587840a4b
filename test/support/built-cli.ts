import { cp, readdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Where the command line stands as JavaScript: in the repository, so that its packages are found. */
export const builtFolder = `${root}node_modules/.cache/tablewright-cli`

/** The command line is made once for a run, because hundreds of tests start it, and starting it from its sources takes three times as long. */
export default async function buildCli(): Promise<void> {
  const folders = await Promise.all(
    ['generator', 'runtime'].map(async (folder) =>
      (await readdir(`${root}${folder}`, { recursive: true })).map((name) => `${root}${folder}/${name}`),
    ),
  )
  await rm(builtFolder, { recursive: true, force: true })
  await build({
    entryPoints: folders.flat().filter((name) => name.endsWith('.ts')),
    outbase: root,
    outdir: builtFolder,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
  })
  await cp(`${root}templates`, `${builtFolder}/templates`, { recursive: true })
}
