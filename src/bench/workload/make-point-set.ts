import type { FieldType } from '../../line-protocol/types.ts'
import { createRandom, type Random } from '../../normalize/generate/random.ts'
import type { RecordValue } from '../../schema/record-value.ts'
import { CellHash, type CellKey, cellKey } from '../durable/cell-hash.ts'
import type { Fingerprint } from '../durable/fingerprint.ts'
import { HashSum } from '../durable/hash64.ts'
import { forms } from './forms/forms.ts'
import type { PointForm, SeriesTags } from './forms/point-form.ts'
import type { Batch, PointSet } from './point-set.ts'
import { spanOf, startBefore } from './set-times.ts'
import type { PointSetOptions } from './workload.ts'
import { writeOrder } from './write-order.ts'

export interface MakeOptions {
  readonly seed: number
  /** Of the first point. Default: as far before the last midnight (UTC) as the set is long. */
  readonly startNs?: bigint | undefined
  /** Only every `of`-th batch, from the `index`-th on, counted from 1. Default: all. */
  readonly shard?: { readonly index: number; readonly of: number } | undefined
}

/**
 * Makes points: the same options, seed and start give the same bytes. A point that repeats a series and time stands in the same batch as
 * the one before it, so that the order of requests does not matter.
 * @throws RangeError for a set without points, or with more series than points.
 */
export function makePointSet(options: PointSetOptions, { seed, startNs, shard }: MakeOptions): PointSet {
  const { shape, points, series, batchPoints } = options
  if (!(points >= 1 && batchPoints >= 1 && series >= 1 && series <= points)) {
    throw new RangeError(`a set of ${points} points in ${series} series and batches of ${batchPoints} cannot be made`)
  }
  const random = createRandom(seed)
  const start = startNs ?? startBefore(BigInt(Date.now()) * 1_000_000n, options)
  const stepMs = Math.max(1, Math.floor(spanOf(options) / Math.ceil(points / series)))
  const stepNs = BigInt(stepMs) * 1_000_000n
  const form = forms[shape]
  const writer = new SetWriter(form, random)
  const order = writeOrder(options, random)
  const batches: Batch[] = []
  for (let first = 0, number = 0; first < points; first += batchPoints, number++) {
    const isOurs = shard === undefined || number % shard.of === shard.index - 1
    const lines: string[] = []
    for (let at = first; at < Math.min(first + batchPoints, points); at++) {
      const index = order[at] ?? 0
      const withinUs = form.times === 'together' ? 0 : spread(index) % (stepMs * 1000)
      const timeNs = start + BigInt(Math.floor(index / series)) * stepNs + BigInt(withinUs) * 1000n
      lines.push(writer.line({ source: index % series, timeNs }, { stays: isOurs && order[at + 1] !== order[at] }))
    }
    if (isOurs) batches.push({ lines, body: new Uint8Array(Buffer.from(lines.join('\n'))) })
  }
  const expected = writer.expected()
  const count = batches.reduce((sum, { lines }) => sum + lines.length, 0)
  return {
    batches,
    points: count,
    series,
    expected,
    startNs: start,
    stopNs: start + BigInt(Math.ceil(points / series)) * stepNs,
  }
}

/** Numbers one after the other as numbers of 32 bits all over the place. */
function spread(index: number): number {
  return Math.imul(index + 1, 0x9e3779b1) >>> 0
}

/** A series at an hour of the day, on which its tags may depend. */
interface Series {
  readonly prefix: string
  readonly keys: readonly CellKey[]
}

/** Writes lines, and sums up what has to be there afterwards. */
class SetWriter {
  readonly #form: PointForm
  readonly #random: Random
  readonly #series = new Map<number, Series>()
  readonly #sum = new HashSum()
  readonly #hash = new CellHash()
  /** Cells of each field. */
  readonly #cells: number[]

  constructor(form: PointForm, random: Random) {
    this.#form = form
    this.#random = random
    this.#cells = form.record.fields.map(() => 0)
  }

  /** @param place `source` from 0. @param how `stays`: no later point has its series and time. */
  line(
    { source, timeNs }: { readonly source: number; readonly timeNs: bigint },
    { stays }: { readonly stays: boolean },
  ): string {
    const seconds = Number(timeNs / 1_000_000_000n)
    const { prefix, keys } = this.#seriesAt(source, Math.floor(seconds / 3600) % 24)
    const { fields } = this.#form.record
    const values = this.#form.fieldsOf(source, this.#random)
    this.#hash.at(seconds, Number(timeNs % 1_000_000_000n))
    let line = prefix
    let separator = ' '
    for (const [index, { key, type }] of fields.entries()) {
      const value = values[key]
      if (value === undefined) continue
      line += `${separator}${key}=${textOf(type, value)}`
      separator = ','
      const cell = keys[index]
      if (!stays || cell === undefined) continue
      this.#hash.of(cell, value)
      this.#sum.add(this.#hash)
      this.#cells[index] = (this.#cells[index] ?? 0) + 1
    }
    return `${line} ${timeNs}`
  }

  expected(): Fingerprint {
    const cells = this.#cells.reduce((sum, count) => sum + count, 0)
    return { points: Math.max(...this.#cells), cells, hash: this.#sum.hex() }
  }

  #seriesAt(source: number, hour: number): Series {
    const number = source * 24 + hour
    const known = this.#series.get(number)
    if (known !== undefined) return known
    const made = seriesOf(this.#form, this.#form.tagsOf(source, hour))
    this.#series.set(number, made)
    return made
  }
}

function seriesOf({ record }: PointForm, tagsOf: SeriesTags): Series {
  const { measurement, fields } = record
  const tags = record.tags.flatMap(({ key }) => {
    const value = tagsOf[key]
    return value === undefined ? [] : [[key, value] as const]
  })
  return {
    prefix: `${measurement}${tags.map(([key, value]) => `,${key}=${value}`).join('')}`,
    keys: fields.map(({ key, type }) => cellKey({ measurement, tags, field: key, type })),
  }
}

/** No form has a text that needs an escape. */
function textOf(type: FieldType, value: RecordValue): string {
  if (type === 'string') return `"${value}"`
  if (type === 'integer') return `${value}i`
  return type === 'unsigned' ? `${value}u` : String(value)
}
