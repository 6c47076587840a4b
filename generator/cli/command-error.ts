import { TablewrightError } from '../../runtime/errors.js'

/** Why a command cannot do its work although the schema and the migrations are in order, by a permanent name. */
export type CommandErrorCode =
  | 'no-codegen'
  | 'no-database'
  | 'no-engine'
  | 'no-types'
  | 'nothing-applied'
  | 'unsound-migrations'

export class CommandError extends TablewrightError {
  override readonly name = 'CommandError'
  override readonly code: CommandErrorCode

  constructor(code: CommandErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
