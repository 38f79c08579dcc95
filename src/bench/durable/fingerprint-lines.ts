import { FluxproofError } from '../../errors/index.ts'
import { decodeInto } from '../../line-protocol/decode.ts'
import type { DecodedPoint } from '../../line-protocol/decode-result.ts'
import type { FieldValue } from '../../line-protocol/types.ts'
import type { Batch } from '../workload/point-set.ts'
import { CellHash, type CellKey, cellKey } from './cell-hash.ts'
import type { Fingerprint } from './fingerprint.ts'
import { HashSum } from './hash64.ts'
import { SplitTime } from './split-time.ts'

/**
 * What a server has to show after these batches in this order: of a cell written twice the last value. Decodes every line and keeps every
 * cell: for sets that were not made by `makePointSet`.
 * @throws FluxproofError for a line that no server takes, or that leaves its time to the server.
 */
export function fingerprintOfBatches(batches: Iterable<Pick<Batch, 'body'>>): Fingerprint {
  const cells = new LastValues()
  for (const { body } of batches) decodeInto(cells, body)
  return cells.fingerprint()
}

interface Cell {
  readonly key: CellKey
  readonly value: FieldValue['value']
}

/** The last value of every cell, by series, time and field. */
class LastValues {
  readonly #points = new Map<string, Map<bigint, Map<string, Cell>>>()
  readonly #keys = new Map<string, CellKey>()

  point(point: DecodedPoint): void {
    const { series, fields, time } = point
    if (time === undefined) throw refused(`line ${point.line} has no time`)
    const times = this.#points.get(series.key) ?? new Map<bigint, Map<string, Cell>>()
    if (times.size === 0) this.#points.set(series.key, times)
    const cells = times.get(time) ?? new Map<string, Cell>()
    if (cells.size === 0) times.set(time, cells)
    for (const [field, { type, value }] of fields) cells.set(field, { key: this.#keyOf(point, field, type), value })
  }

  error({ message }: { readonly message: string }): void {
    throw refused(message)
  }

  fingerprint(): Fingerprint {
    const hash = new CellHash()
    const split = new SplitTime()
    const sum = new HashSum()
    let points = 0
    let cells = 0
    for (const times of this.#points.values()) {
      for (const [time, fields] of times) {
        points++
        split.set(time)
        hash.at(split.seconds, split.rest)
        for (const { key, value } of fields.values()) {
          cells++
          hash.of(key, value)
          sum.add(hash)
        }
      }
    }
    return { points, cells, hash: sum.hex() }
  }

  #keyOf({ series, measurement, tags }: DecodedPoint, field: string, type: FieldValue['type']): CellKey {
    const id = `${series.key}\0${field}\0${type}`
    const known = this.#keys.get(id)
    if (known !== undefined) return known
    const made = cellKey({ measurement, tags, field, type })
    this.#keys.set(id, made)
    return made
  }
}

function refused(found: string): FluxproofError {
  return new FluxproofError({
    operation: 'take the fingerprint of lines',
    expected: 'lines that a server stores, with their times',
    found,
  })
}
