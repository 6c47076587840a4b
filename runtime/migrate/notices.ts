import type { Kysely } from 'kysely'

/** Calls `heard` with each notice that the server sends, until the function it returns is called. */
export type HearNotices = (heard: (text: string) => void) => () => void

type Listener = (notice: { readonly message?: string }) => void

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
    const listener: Listener = ({ message }) => {
      if (message !== undefined) heard(message)
    }
    client.on('notice', listener)
    return () => {
      client.off('notice', listener)
    }
  }

function clientOf(connection: object): Client | undefined {
  if (!('client' in connection)) return undefined
  const { client } = connection
  return isClient(client) ? client : undefined
}

const isClient = (client: unknown): client is Client =>
  typeof client === 'object' && client !== null && 'on' in client && 'off' in client
