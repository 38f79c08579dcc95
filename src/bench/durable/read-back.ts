import type { InfluxClient } from '../../client/influx-client.ts'
import type { FieldType, FieldValue } from '../../line-protocol/types.ts'
import type { PointSet } from '../workload/point-set.ts'
import { CellHash, type CellKey, cellKey } from './cell-hash.ts'
import type { CellSink } from './cell-scanner.ts'
import type { Fingerprint } from './fingerprint.ts'
import { HashSum } from './hash64.ts'
import { PointCounter } from './series-times.ts'
import { SplitTime } from './split-time.ts'
import { readStoredCells } from './stored-cells.ts'
import { timeWindows } from './time-windows.ts'

/** Where a set was written. */
export interface SetPlace<Set = Pick<PointSet, 'startNs' | 'stopNs'> & Partial<PointSet>> {
  readonly org: string
  readonly bucket: string
  readonly set: Set
  /**
   * `set`: what has a time of the set. `bucket`: what has any time, so that a point which was stamped anew is seen; nothing else may be there.
   * Default `set`.
   */
  readonly extent?: 'set' | 'bucket'
  readonly signal?: AbortSignal | undefined
}

/** Cells that one query reads, about: a server may keep its answer in memory. */
const mostCells = 1_000_000

/** What a bucket holds. Streams: no cell is kept. @throws ClientError. */
export async function readBack(client: InfluxClient, place: SetPlace): Promise<Fingerprint> {
  const { org, bucket, set, extent = 'set', signal } = place
  const sum = new StoredSum()
  const { points = 0, series = 0, expected } = set
  const tables = series * 4 > points ? 'field' : 'series'
  for (const window of timeWindows(set, { cells: expected?.cells ?? 0, most: mostCells, extent })) {
    await readStoredCells(client, { org, bucket, ...window, tables, signal }, sum)
  }
  return sum.fingerprint()
}

/** Sums up cells as they come. */
class StoredSum implements CellSink {
  readonly #sum = new HashSum()
  readonly #hash = new CellHash()
  readonly #time = new SplitTime()
  readonly #points = new PointCounter()
  #key: CellKey | undefined
  #cells = 0

  place(place: Parameters<CellSink['place']>[0]): void {
    this.#key = cellKey(place)
    this.#points.place(place)
  }

  cell(time: string, value: string): void {
    const key = this.#key
    if (key === undefined) return
    this.#time.read(time)
    this.#hash.at(this.#time.seconds, this.#time.rest)
    this.#hash.of(key, storedValue(key.type, value))
    this.#sum.add(this.#hash)
    this.#points.time(this.#time)
    this.#cells++
  }

  fingerprint(): Fingerprint {
    return { points: this.#points.points, cells: this.#cells, hash: this.#sum.hex() }
  }
}

const twoTo53 = 2 ** 53

/** The value of a cell of annotated CSV; a whole number that is not safe is a bigint. */
export function storedValue(type: FieldType, text: string): FieldValue['value'] | number {
  if (type === 'string') return text
  if (type === 'boolean') return text === 'true'
  const number = Number(text)
  return type === 'float' || Math.abs(number) < twoTo53 ? number : BigInt(text)
}
