import { connect } from 'node:net'
import type { PoolClient } from 'pg'

/** What the driver knows of its session and does not declare. */
type Session = {
  readonly processID: number
  readonly secretKey: number | Uint8Array
  readonly host: string
  readonly port: number
  readonly connection: { readonly stream: Stream }
}

type Stream = {
  readonly remoteAddress?: string
  readonly remotePort?: number
  destroy(): unknown
}

/** A server that has not answered after so many milliseconds will not cancel. */
const patience = 2000

/** https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-CANCELREQUEST */
const cancelRequestCode = 80877102

/**
 * Asks the server to end the statement that the client runs now. The server hangs up after it has told the session, so that what is
 * sent to it afterwards is safe. https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
export function requestCancel(client: PoolClient): Promise<void> {
  const session = client as unknown as Session
  return new Promise((resolve) => {
    const { remoteAddress: host, remotePort: port } = session.connection.stream
    const socket =
      host === undefined || port === undefined
        ? connect(`${session.host}/.s.PGSQL.${session.port}`)
        : connect(port, host)
    socket.setTimeout(patience, () => socket.destroy())
    socket.on('connect', () => socket.write(messageFor(session)))
    socket.on('error', () => {})
    socket.on('close', () => resolve())
  })
}

/** The server notices when it next writes. */
export function hangUp(client: PoolClient): void {
  ;(client as unknown as Session).connection.stream.destroy()
}

function messageFor({ processID, secretKey }: Session): Buffer {
  const key = Buffer.alloc(4)
  if (typeof secretKey === 'number') key.writeInt32BE(secretKey)
  const secret = typeof secretKey === 'number' ? key : Buffer.from(secretKey)
  const head = Buffer.alloc(12)
  head.writeInt32BE(12 + secret.length)
  head.writeInt32BE(cancelRequestCode, 4)
  head.writeInt32BE(processID, 8)
  return Buffer.concat([head, secret])
}
