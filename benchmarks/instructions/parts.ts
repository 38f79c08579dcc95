import { ByteWriter, decodeInto } from '../../src/line-protocol.ts'
import { compileEncoder } from '../../src/schema/compiled-encoder.ts'
import { homeEvents } from '../codec/workload.ts'
import { startBenchEngine } from '../engine/bench-engine.ts'
import { bodiesOf, rangeOf } from '../engine/points.ts'

export type PartName = 'encoder' | 'decoder' | 'flux'

/** A pure part of the program, as work that can be done again and again. */
export interface Part {
  /** What is counted. */
  readonly unit: string
  /** Units in one piece of work. */
  readonly each: number
  /** Pieces in the short run, by whose end all is compiled, and in the long one. */
  readonly short: number
  readonly long: number
  prepare(): Promise<() => unknown>
}

const recordsEach = 100
const rows = { series: 10, points: 100, step: 10 }

export const parts: Readonly<Record<PartName, Part>> = {
  encoder: {
    unit: 'record',
    each: recordsEach,
    short: 400,
    long: 1200,
    async prepare() {
      return encodeEvents()
    },
  },
  decoder: {
    unit: 'line',
    each: recordsEach,
    short: 400,
    long: 1200,
    async prepare() {
      const body = encodeEvents()()
      let points = 0
      const sink = { point: () => points++, error: () => {} }
      return () => decodeInto(sink, body)
    },
  },
  flux: {
    unit: 'row read',
    each: rows.series * rows.points,
    short: 60,
    long: 140,
    async prepare() {
      const bench = await startBenchEngine()
      for (const body of bodiesOf(rows, 1000)) await bench.write(body)
      const flux = [
        'from(bucket: "bench")',
        rangeOf(rows),
        'filter(fn: (r) => r._measurement == "power" and r._field == "kw")',
        'map(fn: (r) => ({r with _value: r._value * 2.0}))',
        'aggregateWindow(every: 1m, fn: mean)',
      ].join(' |> ')
      return () => bench.query(flux)
    },
  },
}

/** Encodes the same records again and again. */
function encodeEvents(): () => Uint8Array {
  const { shape, records } = homeEvents(recordsEach)
  const encoder = compileEncoder(shape)
  const writer = new ByteWriter()
  return () => {
    writer.truncate(0)
    for (const record of records) encoder.write(record, writer)
    return writer.view().slice()
  }
}
