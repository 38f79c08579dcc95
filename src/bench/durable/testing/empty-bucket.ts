import { createInfluxClient, type InfluxClient } from '../../../client/influx-client.ts'
import type { Transport } from '../../../client/transport.ts'
import { embeddedTarget } from '../../../target/embedded.ts'

/** An engine in this process with one empty bucket. */
export interface EmptyBucket extends AsyncDisposable {
  readonly client: InfluxClient
  readonly org: string
  readonly bucket: string
  readonly transport: Transport
  /** The same server, with something between. */
  through(between: (request: Request, upstream: Transport) => Promise<Response>): InfluxClient
}

export async function emptyBucket(): Promise<EmptyBucket> {
  const target = await embeddedTarget({ reason: 'a test' }).start()
  const { client, org, token, transport, url } = target
  const found = await client.organizations.find(org)
  if (found.state !== 'present') throw new Error(`organization ${org} is ${found.state}`)
  const bucket = 'bench'
  await client.buckets.create({ orgId: found.record.id, name: bucket, retentionRules: [] })
  return {
    client,
    org,
    bucket,
    transport,
    through: (between) => createInfluxClient({ url, token, transport: (request) => between(request, transport) }),
    [Symbol.asyncDispose]: () => target[Symbol.asyncDispose](),
  }
}
