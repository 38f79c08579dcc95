import type { InfluxClient } from '../../client/influx-client.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import type { PointSet } from '../workload/point-set.ts'
import { CellHash, type CellKey, cellKey } from './cell-hash.ts'
import type { Fingerprint } from './fingerprint.ts'
import { HashSum } from './hash64.ts'
import { SplitTime } from './split-time.ts'
import { readStoredCells } from './stored-cells.ts'

/** Where a set was written. */
export interface SetPlace {
  readonly org: string
  readonly bucket: string
  readonly set: Pick<PointSet, 'startNs' | 'stopNs'>
  readonly signal?: AbortSignal | undefined
}

/** What the bucket holds in the time of the set. @throws ClientError. */
export async function readBack(client: InfluxClient, { org, bucket, set, signal }: SetPlace): Promise<Fingerprint> {
  const sum = new HashSum()
  const hash = new CellHash()
  const time = new SplitTime()
  const byField = new Map<string, { cells: number }>()
  let key: CellKey | undefined
  let counted = { cells: 0 }
  const place = { org, bucket, startNs: set.startNs, stopNs: set.stopNs, signal }
  await readStoredCells(client, place, {
    column(column) {
      key = cellKey(column)
      const name = JSON.stringify([column.measurement, column.field])
      counted = byField.get(name) ?? { cells: 0 }
      byField.set(name, counted)
    },
    cell(at, value) {
      if (key === undefined) return
      time.read(at)
      hash.at(time.seconds, time.rest)
      hash.of(key, cellValue(key.type, value))
      sum.add(hash)
      counted.cells++
    },
  })
  const counts = [...byField.values()].map(({ cells }) => cells)
  return {
    points: Math.max(0, ...counts),
    cells: counts.reduce((total, count) => total + count, 0),
    hash: sum.hex(),
  }
}

const twoTo53 = 2 ** 53

/** The value of a cell of annotated CSV. */
export function cellValue(type: FieldType, text: string): string | number | bigint | boolean {
  if (type === 'string') return text
  if (type === 'boolean') return text === 'true'
  const number = Number(text)
  return type === 'float' || Math.abs(number) < twoTo53 ? number : BigInt(text)
}
