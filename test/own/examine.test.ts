import { describe, expect, test } from 'vitest'
import { complete } from '../../generator/own/complete.js'
import { type Examined, examine } from '../../generator/own/examine.js'

const wanted = {
  table: 'campaigns',
  name: 'CampaignRepository',
  module: '../generated/repositories/campaigns.js',
  generated: '/app/src/generated/repositories/campaigns',
}
const source = (text: string) => ({
  path: '/app/src/repositories/campaigns.ts',
  file: 'src/repositories/campaigns.ts',
  text,
})
const examined = (text: string, others: { readonly [path: string]: string } = {}): Promise<Examined> =>
  examine(source(text), wanted, (path) => others[path])

const direct = `import { CampaignRepository as Base } from '../generated/repositories/campaigns.js'
`

describe('a class that extends the generated one is whole', () => {
  const others = { '/app/src/repositories/base.ts': `${direct}export class Mine extends Base {}` }
  test.each([
    ['directly', `${direct}export class CampaignRepository extends Base {}`],
    [
      'by a name of the module as a whole',
      `import * as generated from '../generated/repositories/campaigns.js'
       export class CampaignRepository extends generated.CampaignRepository {}`,
    ],
    [
      'with type parameters and a body',
      `${direct}export class CampaignRepository extends Base { all<T>(x: T): T { return x } }`,
    ],
    [
      'through a class of the file',
      `${direct}class Mine extends Base {}\nexport class CampaignRepository extends Mine {}`,
    ],
    [
      'through a mixin',
      `${direct}import { audited } from './audited.js'\nexport class CampaignRepository extends audited(Base) {}`,
    ],
    [
      'through a constant',
      `${direct}import { audited } from './audited.js'\nconst Mine = audited(Base)\nexport class CampaignRepository extends Mine {}`,
    ],
    ['exported below', `${direct}class CampaignRepository extends Base {}\nexport { CampaignRepository }`],
    [
      'by a path of the tsconfig',
      `import { CampaignRepository as Base } from '#generated/repositories/campaigns.js'\nexport class CampaignRepository extends Base {}`,
    ],
    [
      'through a class of another file',
      "import { Mine } from './base.js'\nexport class CampaignRepository extends Mine {}",
    ],
    [
      'with a constructor that needs the database alone',
      `${direct}export class CampaignRepository extends Base { constructor(db: never, readonly clock = Date) { super(db) } }`,
    ],
  ])('%s', async (_, text) => {
    expect(await examined(text, others)).toEqual({ kind: 'whole' })
  })
})

describe('what is wrong has its place and a hint', () => {
  const problem = async (text: string) => {
    const found = await examined(text)
    if (found.kind !== 'wrong') return found.kind
    const { code, message, hint, span } = found.problem
    return `${span?.file}:${span?.start.line}:${span?.start.column} ${code}: ${message} (${hint})`
  }
  const extendsNot =
    "own-repository-invalid: CampaignRepository does not extend the generated repository of campaigns (write `import { CampaignRepository as GeneratedCampaignRepository } from '../generated/repositories/campaigns.js'` and `extends GeneratedCampaignRepository`)"

  test.each([
    ['no base', 'export class CampaignRepository {}', `1:14 ${extendsNot}`],
    [
      'a class of something else',
      "import { Base } from 'elsewhere'\n\nexport class CampaignRepository extends Base {}",
      `3:14 ${extendsNot}`,
    ],
    [
      'the repository of another table',
      "import { UserRepository as Base } from '../generated/repositories/users.js'\nexport class CampaignRepository extends Base {}",
      `2:14 ${extendsNot}`,
    ],
    [
      'index.ts, where its own class is',
      "import { CampaignRepository as Base } from '../generated/index.js'\nexport class CampaignRepository extends Base {}",
      `2:14 ${extendsNot}`,
    ],
    [
      'a circle',
      'class A extends B {}\nclass B extends A {}\nexport class CampaignRepository extends A {}',
      `3:14 ${extendsNot}`,
    ],
    [
      'an abstract class',
      `${direct}export abstract class CampaignRepository extends Base {}`,
      '2:23 own-repository-invalid: CampaignRepository is abstract, so that no repository can be made of it (remove `abstract`)',
    ],
    [
      'a constructor that needs more',
      `${direct}export class CampaignRepository extends Base { constructor(db: never, clock: Date) { super(db) } }`,
      '2:71 own-repository-invalid: the constructor of CampaignRepository needs 2 values, and createRepositories gives it the database alone (give what is behind it a default)',
    ],
    [
      'broken text',
      `${direct}export class CampaignRepository extends Base {\n  all( {\n}`,
      "4:2 own-repository-broken: ')' expected. (mend it; nothing in the file was touched)",
    ],
    [
      'no class of that name',
      'export const CampaignRepository = 1',
      '1:14 own-repository-invalid: CampaignRepository is no class that this file declares (declare `class CampaignRepository` here, and call the other one otherwise)',
    ],
  ])('%s', async (_, text, expected) => {
    expect(await problem(text)).toBe(`src/repositories/campaigns.ts:${expected}`)
  })
})

describe('what is missing is added, and nothing that is there is touched', () => {
  const completed = async (text: string): Promise<string> => {
    const found = await examined(text)
    if (found.kind !== 'missing') throw new Error(JSON.stringify(found))
    const after = await complete(source(text), wanted, found)
    expect(await examined(after)).toEqual({ kind: 'whole' })
    return after
  }

  /** Every character of the one in the other, in its order. */
  const keeps = (before: string, after: string): boolean => {
    let at = 0
    for (const character of after) if (character === before[at]) at++
    return at === before.length
  }

  test.each([
    ['nothing but a helper', 'export const helper = 1;\n'],
    ['no line end at the end', "import { a } from './a.js'\nexport const b = a"],
    ['lines of Windows', "import { a } from './a.js'\r\n\r\nexport const b = a\r\n"],
    ['odd layout', 'import {a} from "./a.js";export   const b=a;   \n\n\n\n// the end\n'],
    ['a licence', '/* Licence: ours. */\n\nexport const a = 1\n'],
    ['an empty file', ''],
    ['the import already', `${direct}\nexport const a = Base\n`],
    ['a class that is not exported', `${direct}class CampaignRepository extends Base {\n  all() {}\n}\n`],
    ['the name of the import taken', 'const GeneratedCampaignRepository = 1\n'],
  ])('%s', async (name, text) => {
    const after = await completed(text)
    expect(keeps(text, after)).toBe(true)
    if (text.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n')
    expect(after).toMatchSnapshot(name)
  })
})
