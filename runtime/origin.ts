/** The table of a repository method, `campaigns.createMany`. */
export function tableOf(origin: string | undefined): string | undefined {
  return origin?.split('.')[0]
}

/** The message of the database, with the repository method that was called before it. */
export function messageOf({ message }: Error, origin: string | undefined): string {
  return origin === undefined ? message : `${origin}: ${message}`
}
