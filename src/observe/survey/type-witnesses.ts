import type { FluxRow } from '../../client/annotated-csv.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import type { BucketRecord } from '../../client/records.ts'
import { fluxString } from '../../contract/flux-string.ts'
import { encodePoint } from '../../line-protocol/encode.ts'
import type { FieldValue } from '../../line-protocol/types.ts'
import { shardStart } from '../../schema/shard-start.ts'
import type { TypeConflict, TypeWitness } from '../../schema/type-conflicts.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import type { FieldTypes } from '../observation.ts'
import { type DataContext, runParts } from '../read/context.ts'
import { bigintOf, fieldTypeOf, tagsOf, textOf } from '../row-tags.ts'
import { shardGroupNsOf } from '../shard-group.ts'
import { fluxSource } from '../source.ts'

/** Shard groups looked at, the newest: one query each and field. */
const mostShards = 70

/** Fields of more than one type, each with the first point of each type as a line. Shards further back than the newest 70 give no witness. */
export async function readConflicts(
  client: InfluxClient,
  types: FieldTypes,
  { record, context }: { readonly record: BucketRecord; readonly context: DataContext },
): Promise<readonly TypeConflict[]> {
  const bucket = record.name
  const shardGroupNs = shardGroupNsOf(record)
  const newestNs = shardStart(context.nowNs, shardGroupNs)
  const shards = Array.from({ length: mostShards }, (_, at) => newestNs - BigInt(mostShards - 1 - at) * shardGroupNs)
  const mixed = [...types].flatMap(([measurement, fields]) =>
    [...fields].flatMap(([field, found]) => (found.size > 1 ? [{ measurement, field }] : [])),
  )
  const part = ({
    measurement,
    field,
    shardNs,
  }: {
    measurement: string
    field: string
    shardNs: bigint
  }): FluxPart => ({
    key: keyOf('witness', measurement, field, shardNs),
    bucket,
    flux: `${fluxSource(bucket, { startNs: shardNs, stopNs: shardNs + shardGroupNs - 1n }, [measurement])} |> filter(fn: (r) => r._field == ${fluxString(field)}) |> first()`,
  })
  const parts = mixed.flatMap((one) => shards.map((shardNs) => part({ ...one, shardNs })))
  const results = await runParts(client, parts, context)
  return mixed.map(({ measurement, field }): TypeConflict => {
    const witnesses = shards.flatMap((shardNs): TypeWitness[] => {
      const reading = results.get(part({ measurement, field, shardNs }).key)
      const [row] = reading?.ok ? reading.value : []
      return row === undefined ? [] : [{ type: fieldTypeOf(row), shardNs, line: lineOf(row) }]
    })
    const one = witnesses.filter(({ type }, at) => witnesses.findIndex((other) => other.type === type) === at)
    return { measurement, field, witnesses: one, refused: false }
  })
}

function lineOf(row: FluxRow): string {
  const measurement = textOf(row, '_measurement')
  const value = { type: fieldTypeOf(row), value: row.values._value } as FieldValue
  const time = bigintOf(row, '_time')
  const point = { measurement, tags: [...tagsOf(row)], fields: [[textOf(row, '_field'), value] as const] }
  const encoded = encodePoint(time === undefined ? point : { ...point, time })
  return encoded.ok ? encoded.line : measurement
}
