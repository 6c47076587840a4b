/**
 * A database URL for messages, without user, password and options. A password that was not escaped makes it uncertain where the
 * server's name begins; then, as where nothing can be told apart, only the scheme is shown.
 */
export function shownUrl(url: string): string {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? []
  if (scheme === undefined) return '…'
  const place = placeIn(url)
  if (place === undefined) return `${scheme}:…`
  return `${scheme}://${url.includes('@') ? '…@' : ''}${place}`
}

/** Server and database of a URL, if they can be told from what must not be shown. */
export function placeIn(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host, pathname, search, hash } = new URL(url)
  const isAmbiguous = `${pathname}${search}${hash}`.includes('@')
  const hasAuthority = url.slice(protocol.length).startsWith('//')
  return hasAuthority && !isAmbiguous ? `${host}${pathname}` : undefined
}
