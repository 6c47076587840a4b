import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export type Ended = {
  readonly output: string
  readonly errors: string
  readonly signal: NodeJS.Signals | null
  readonly status: number | null
}

export type Started = { readonly kill: () => void; readonly ended: Promise<Ended> }

const root = fileURLToPath(new URL('../../..', import.meta.url))

export type Compiled = {
  readonly folder: string
  readonly path: (program: string) => string
  readonly remove: () => void
}

/** The programs of this folder as JavaScript: there are many processes, and each would spend most of its time on compiling. */
export function compiled(): Compiled {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'tablewright-test-'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const part of ['runtime', 'test/migrate/process']) {
    for (const file of readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.ts')) compile(join(root, part, file), join(folder, part, file.replace(/ts$/, 'js')))
    }
  }
  return {
    folder,
    path: (program) => join(folder, 'test/migrate/process', `${program}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function compile(source: string, target: string): void {
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    verbatimModuleSyntax: true,
  }
  const { outputText } = ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions })
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, outputText)
}

export function start(program: string, ...args: readonly string[]): Started {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve({ output, errors, signal, status }))
  })
  return { kill: () => child.kill('SIGKILL'), ended }
}
