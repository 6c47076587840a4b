import { describe, expect, test } from 'vitest'
import {
  checksumOf,
  extendChain,
  type MigrationFiles,
  parseBothSides,
  parseChain,
} from '../../generator/changes/checksums.js'
import { nextNumber } from '../../generator/changes/migration-number.js'
import { verifyChain } from '../../generator/changes/verify-chain.js'

const migration = (name: string, text = name): MigrationFiles => ({
  name,
  files: [
    { path: 'up.sql', content: `${text} up\n` },
    { path: 'changes.json', content: `${text}\n` },
  ],
})

const chainOf = (migrations: readonly MigrationFiles[]) =>
  parseChain(migrations.reduce((text, next) => extendChain(parseChain(text).chain, next), '')).chain

const three = [migration('0001_a'), migration('0002_b'), migration('0003_c')]
const codesOf = (migrations: readonly MigrationFiles[], chain = chainOf(three)) =>
  verifyChain(chain, migrations).map(({ code, message }) => [code, /\d{4}_\w+/.exec(message)?.[0]])

test('a checksum depends on names, contents and the one before, not on order or line ends', () => {
  const files = migration('0001_a').files
  const sum = checksumOf('', files)
  expect(sum).toMatch(/^[0-9a-f]{64}$/)
  expect(checksumOf('', [...files].reverse())).toBe(sum)
  expect(
    checksumOf(
      '',
      files.map((file) => ({ ...file, content: file.content.replaceAll('\n', '\r\n') })),
    ),
  ).toBe(sum)
  expect(checksumOf('x', files)).not.toBe(sum)
  expect(checksumOf('', files.slice(1))).not.toBe(sum)
  expect(checksumOf('', [...files, { path: 'z', content: '' }])).not.toBe(sum)
  expect(
    checksumOf(
      '',
      files.map((file) => ({ ...file, path: `${file.path}x` })),
    ),
  ).not.toBe(sum)
})

describe('verifyChain', () => {
  test('finds nothing wrong with what was written', () => {
    expect(codesOf(three)).toEqual([])
    expect(verifyChain([], [])).toEqual([])
  })

  test('names an edited migration, and only that one', () => {
    expect(codesOf([migration('0001_a', 'other'), ...three.slice(1)])).toEqual([
      ['migration-edited', '0001_a'],
    ])
    expect(
      codesOf([three[0] as MigrationFiles, migration('0002_b', 'x'), three[2] as MigrationFiles]),
    ).toEqual([['migration-edited', '0002_b']])
  })

  test('names a missing folder', () => {
    expect(codesOf([three[0] as MigrationFiles, three[2] as MigrationFiles])).toEqual([
      ['migration-missing', '0002_b'],
    ])
  })

  test('names a folder that is not in the chain', () => {
    expect(codesOf([...three, migration('0004_d')])).toEqual([['migration-unlisted', '0004_d']])
    expect(codesOf([...three, migration('scratch')]).map(([code]) => code)).toEqual(['migration-unlisted'])
  })

  test('sees a fork when two branches were merged and both lines kept', () => {
    const [a, b] = three as [MigrationFiles, MigrationFiles]
    const other = migration('0002_other')
    const ours = chainOf([a, b])
    const theirs = chainOf([a, other]).slice(1)
    const problems = verifyChain([...ours, ...theirs], [a, b, other])
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['migration-fork', 'migrations 0002_b and 0002_other were both written after 0001_a'],
    ])
  })

  test('sees a fork of first migrations, and one whose line was lost in the merge', () => {
    const [a] = three as [MigrationFiles]
    const other = migration('0001_other')
    const both = [...chainOf([a]), ...chainOf([other])]
    expect(verifyChain(both, [a, other]).map(({ code }) => code)).toEqual(['migration-fork'])
    expect(verifyChain(chainOf([a]), [a, other]).map(({ code }) => code)).toEqual(['migration-fork'])
  })

  test('sees a gap in the numbers', () => {
    const gap = [migration('0001_a'), migration('0003_c')]
    expect(codesOf(gap, chainOf(gap))).toEqual([['migration-gap', '0003_c']])
  })

  test('a squashed migration fills the numbers that it stands for', () => {
    const squashed = [migration('0001_squashed_0010'), migration('0011_c')]
    expect(codesOf(squashed, chainOf(squashed))).toEqual([])
    const gap = [migration('0001_squashed_0010'), migration('0012_c')]
    expect(codesOf(gap, chainOf(gap))).toEqual([['migration-gap', '0012_c']])
    // Only the name that squash gives; a table may be called anything.
    const created = [migration('0001_create_squashed_0010'), migration('0011_c')]
    expect(codesOf(created, chainOf(created))).toEqual([['migration-gap', '0011_c']])
    expect(nextNumber(['0001_squashed_0010', '0011_c'])).toBe(12)
    expect(nextNumber([])).toBe(1)
  })

  test('sees lines that changed places', () => {
    const [a, b, c] = chainOf(three)
    if (!a || !b || !c) throw new Error('three links')
    expect(codesOf(three, [b, a, c]).length).toBeGreaterThan(0)
  })
})

describe('parseChain', () => {
  test('reports a merge conflict as the fork it is', () => {
    const text = `<<<<<<< HEAD\n0001_a ${'0'.repeat(64)}\n=======\n0001_b ${'1'.repeat(64)}\n>>>>>>> theirs\n`
    expect(parseChain(text).diagnostics.map(({ code }) => code)).toEqual(['migration-fork'])
  })

  test('both sides of a conflict can be read all the same', () => {
    const [a, b] = [`0001_a ${'0'.repeat(64)}`, `0001_b ${'1'.repeat(64)}`]
    const text = `<<<<<<< HEAD\n${a}\n||||||| base\n=======\n${b}\n>>>>>>> theirs\n`
    expect(parseBothSides(text).chain.map(({ name }) => name)).toEqual(['0001_a', '0001_b'])
  })

  test('names the line that is malformed', () => {
    const { diagnostics } = parseChain(`0001_a ${'0'.repeat(64)}\n0002_b 123\n`)
    expect(diagnostics.map(({ code }) => code)).toEqual(['checksums-malformed'])
    expect(diagnostics[0]?.message).toContain('checksums.txt:2')
  })
})
