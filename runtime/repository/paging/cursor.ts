import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { InvalidCursorError } from '../../errors.js'
import { printValue } from '../../values/print-value.js'
import type { Access } from '../access.js'
import { readPosition, writePosition } from './position.js'
import type { Position } from './seek.js'
import type { TotalOrder } from './total-order.js'

/** Bytes of the seal in front of what it seals. */
const sealLength = 16

/** A cursor for what the database keeps in the columns of the order: opaque, and safe in URLs. */
export function cursorAt(
  access: Access,
  order: TotalOrder,
  mark: string,
  values: readonly unknown[],
): string {
  const body = Buffer.from(JSON.stringify([mark, ...writePosition(order, values)]))
  return Buffer.concat([seal(body, access.session.cursorSecrets[0]), body]).toString('base64url')
}

/** The position that a cursor stands for, in this table and order. */
export function positionOf(
  access: Access,
  order: TotalOrder,
  mark: string,
  cursor: unknown,
  option: string,
): Position {
  const { table } = access
  const parts = open(cursor, access.session.cursorSecrets)
  if (parts === undefined) {
    throw new InvalidCursorError(
      `${table.name}: the cursor for "${option}" is no cursor of paginate, or was changed: ${printValue(cursor)}. ` +
        'Give back a startCursor or endCursor as it was.',
      { table: table.name },
    )
  }
  const [given, ...values] = parts
  if (given !== mark) {
    throw new InvalidCursorError(
      `${table.name}: the cursor for "${option}" is of another table or order. Ask for the same orderBy as for the page that it came from.`,
      { table: table.name },
    )
  }
  const position = readPosition(access, order, values)
  if (position) return position
  throw new InvalidCursorError(
    `${table.name}: the cursor for "${option}" has values that its columns cannot have. They may have changed their types; start again.`,
    { table: table.name },
  )
}

function open(cursor: unknown, secrets: readonly string[]): readonly unknown[] | undefined {
  if (typeof cursor !== 'string') return undefined
  const bytes = Buffer.from(cursor, 'base64url')
  if (bytes.length <= sealLength || bytes.toString('base64url') !== cursor) return undefined
  const [given, body] = [bytes.subarray(0, sealLength), bytes.subarray(sealLength)]
  const candidates = secrets.length === 0 ? [undefined] : secrets
  if (!candidates.some((secret) => timingSafeEqual(given, seal(body, secret)))) return undefined
  return partsOf(body.toString())
}

/** Without a secret anybody could seal it, so that the text may be anything. */
function partsOf(text: string): readonly unknown[] | undefined {
  try {
    const parts: unknown = JSON.parse(text)
    return Array.isArray(parts) ? parts : undefined
  } catch {
    return undefined
  }
}

/** Proves who made it where there is a secret, else only that nothing was damaged on the way. */
function seal(body: Uint8Array, secret: string | undefined): Buffer {
  const hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret)
  return hash.update(purpose).update(body).digest().subarray(0, sealLength)
}

/** The secret may serve other purposes, too. */
const purpose = 'tablewright cursor 1\n'
