import type { Kysely } from 'kysely'

/** Calls `heard` with each notice that the server sends, until the function it returns is called. */
export type HearNotices = (heard: (text: string) => void) => () => void

type Notice = { readonly message?: string; readonly routine?: string }
type Listener = (notice: Notice) => void

/** What `pg` gives of its clients; https://node-postgres.com/apis/client#notice */
type Client = {
  on(event: 'notice', listener: Listener): unknown
  off(event: 'notice', listener: Listener): unknown
}

const deaf: HearNotices = () => () => {}

/** `db` has one connection reserved. Drivers that keep the client of `pg` to themselves, as Kysely's own does, tell no notices. */
export async function noticesOf<DB>(db: Kysely<DB>): Promise<HearNotices> {
  let client: Client | undefined
  await db.getExecutor().provideConnection(async (connection) => {
    client = clientOf(connection)
  })
  return client === undefined ? deaf : hearing(client)
}

const hearing =
  (client: Client): HearNotices =>
  (heard) => {
    const listener: Listener = ({ message, routine }) => {
      if (message !== undefined && !isExpected(routine)) heard(message)
    }
    client.on('notice', listener)
    return () => {
      client.off('notice', listener)
    }
  }

/** A key takes over the index that was built for it, and the index its name: that is what its statement is for. */
const isExpected = (routine: string | undefined): boolean => routine === 'ATExecAddIndexConstraint'

function clientOf(connection: object): Client | undefined {
  if (!('client' in connection)) return undefined
  const { client } = connection
  return isClient(client) ? client : undefined
}

const isClient = (client: unknown): client is Client =>
  typeof client === 'object' && client !== null && 'on' in client && 'off' in client
