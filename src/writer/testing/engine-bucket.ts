import { createInfluxClient, type InfluxClient } from '../../client/influx-client.ts'
import { type Clock, createSystemClock } from '../../clock/index.ts'
import { createEngine, type Engine } from '../../engine/engine.ts'

export const org = 'acme'
export const bucket = 'points'
export const token = 'a-token-of-the-tests'

/** An engine that is set up, with one bucket; the client reaches it without a network. */
export interface EngineBucket extends AsyncDisposable {
  readonly engine: Engine
  readonly client: InfluxClient
  /** Every stored row of the bucket, as `measurement field value time tag…`. */
  values(): Promise<readonly Record<string, unknown>[]>
}

export async function engineBucket({
  clock = createSystemClock(),
  retentionSeconds = 0,
}: {
  clock?: Clock
  retentionSeconds?: number
} = {}): Promise<EngineBucket> {
  const engine = await createEngine({ clock })
  engine.bootstrap({
    username: 'admin',
    password: 'password-of-tests',
    org,
    bucket,
    token,
    retentionSeconds: BigInt(retentionSeconds),
  })
  const client = createInfluxClient({
    url: 'http://engine.invalid',
    token,
    transport: (request) => engine.fetch(request),
  })
  return {
    engine,
    client,
    async values() {
      const rows = await client.flux.rows(
        org,
        `from(bucket: "${bucket}") |> range(start: 1970-01-01T00:00:00Z, stop: 2200-01-01T00:00:00Z)`,
      )
      return rows.map(({ values }) => values)
    },
    [Symbol.asyncDispose]: () => engine.close(),
  }
}
