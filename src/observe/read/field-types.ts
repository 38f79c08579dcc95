import type { InfluxClient } from '../../client/influx-client.ts'
import { type InfluxqlResult, influxqlIdentifier } from '../../client/influxql.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import type { FieldTypes } from '../observation.ts'
import { type Halt, type Reading, read, unreadable } from '../reading.ts'

const known: ReadonlySet<string> = new Set(['float', 'integer', 'unsigned', 'string', 'boolean'])

/** Buckets asked for in one request, which travels in the URL. */
const bucketsPerRequest = 40

/**
 * The types of every field in all shards of each bucket, by SHOW FIELD KEYS: Flux shows only the type of the earliest shard that it reads.
 */
export async function readFieldTypes(
  client: InfluxClient,
  buckets: readonly string[],
  { halt, signal }: { readonly halt: Halt; readonly signal?: AbortSignal | undefined },
): Promise<Map<string, Reading<FieldTypes>>> {
  const all = new Map<string, Reading<FieldTypes>>()
  for (let start = 0; start < buckets.length; start += bucketsPerRequest) {
    const batch = buckets.slice(start, start + bucketsPerRequest)
    const statement = batch.map((bucket) => `SHOW FIELD KEYS ON ${influxqlIdentifier(bucket)}`).join('; ')
    try {
      const results = await client.influxql.query(statement, batch[0], { signal })
      for (const [index, bucket] of batch.entries()) all.set(bucket, readResult(bucket, results[index]))
    } catch (error) {
      const failure = halt.noteFailure(error)
      for (const bucket of batch) all.set(bucket, failure)
    }
  }
  return all
}

function readResult(bucket: string, result: InfluxqlResult | undefined): Reading<FieldTypes> {
  if (result?.error !== undefined || result === undefined) {
    const said = result?.error ?? 'no answer'
    return unreadable(
      `SHOW FIELD KEYS of bucket ${bucket}: ${said}`,
      'Use a token of the org itself that may read the bucket',
    )
  }
  const types = new Map<string, Map<string, Set<FieldType>>>()
  for (const { name = '', columns, values } of result.series) {
    const keyAt = columns.indexOf('fieldKey')
    const typeAt = columns.indexOf('fieldType')
    const fields = types.get(name) ?? new Map<string, Set<FieldType>>()
    for (const row of values) {
      const type = String(row[typeAt])
      if (!known.has(type)) continue
      const field = String(row[keyAt])
      fields.set(field, (fields.get(field) ?? new Set<FieldType>()).add(type as FieldType))
    }
    types.set(name, fields)
  }
  return read(types)
}
