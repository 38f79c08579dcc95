import type { ServerAddress } from './driver.ts'

/** Everything of a write but its body. */
export interface WriteRequest {
  /** Scheme, host and port. */
  readonly origin: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** The request that writes to a bucket, times in ns. Holds the token: not to be printed. */
export function writeRequestOf(server: ServerAddress, { gzip }: { readonly gzip: boolean }): WriteRequest {
  const { origin, pathname } = new URL(server.url)
  const query = new URLSearchParams({ org: server.org, bucket: server.bucket, precision: 'ns' })
  return {
    origin,
    path: `${pathname.replace(/\/+$/, '')}/api/v2/write?${query}`,
    headers: {
      authorization: `Token ${server.token}`,
      'content-type': 'text/plain; charset=utf-8',
      ...(gzip && { 'content-encoding': 'gzip' }),
    },
  }
}
