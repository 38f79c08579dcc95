import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import type { FluxRow } from '../../src/client/annotated-csv.ts'
import type { InfluxClient } from '../../src/client/influx-client.ts'
import type { BucketRecord } from '../../src/client/records.ts'
import type { StartedTarget } from '../../src/target/target.ts'
import { closeSuiteOrg, openSuiteOrg, type SuiteOrg } from './suite-org.ts'

/** What the tests of one suite work with. */
export interface SuiteBench {
  readonly client: InfluxClient
  /** Of the organization that the suite has for itself. */
  readonly org: SuiteOrg
  /** A fresh bucket. @param retention seconds; 0, the default, is infinite; without shard group the server chooses. */
  bucket(retention?: {
    readonly everySeconds?: number
    readonly shardGroupDurationSeconds?: number
  }): Promise<BucketRecord>
  write(bucket: BucketRecord, lines: string | readonly string[]): Promise<void>
  /** Rows of a Flux pipeline over all points of a bucket up to now and a day ahead. */
  rows(bucket: BucketRecord, pipeline?: string): Promise<readonly FluxRow[]>
}

/** Makes an organization before the tests of the enclosing suite and removes it after them. */
export function useSuiteOrg(target: StartedTarget, topic: string): SuiteBench {
  let opened: SuiteOrg | undefined
  const { client } = target
  beforeAll(async () => {
    opened = await openSuiteOrg(target, topic)
  })
  afterAll(async () => {
    if (opened !== undefined) await closeSuiteOrg(target, opened.name)
  })
  const orgOf = () => {
    if (opened === undefined) throw new Error('the organization is there only while tests run')
    return opened
  }
  return {
    client,
    get org() {
      return orgOf()
    },
    bucket: (rule = {}) =>
      client.buckets.create({
        orgId: orgOf().id,
        name: `${topic}-${randomBytes(4).toString('hex')}`,
        retentionRules: [{ type: 'expire', everySeconds: 0, ...rule }],
      }),
    write: (bucket, lines) => client.points.write({ org: orgOf().name, bucket: bucket.name }, lines),
    rows: (bucket, pipeline = '') =>
      client.flux.rows(orgOf().name, `from(bucket: "${bucket.name}") |> range(start: 0, stop: 1d) ${pipeline}`),
  }
}
