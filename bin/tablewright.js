#!/usr/bin/env node
import { existsSync } from 'node:fs'

const sources = new URL('../generator/cli/main.ts', import.meta.url)
const built = new URL('../dist/generator/cli/main.js', import.meta.url)

// In a checkout the sources themselves run; the published package has only what was built of them.
if (existsSync(sources)) {
  const { register } = await import('node:module')
  const { register: registerTypescript } = await import('tsx/esm/api')
  registerTypescript()
  register('./source-condition.js', import.meta.url)
}

const { main } = await import(existsSync(sources) ? sources.href : built.href)
process.exitCode = await main(process.argv.slice(2))
