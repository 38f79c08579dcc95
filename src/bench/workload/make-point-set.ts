import { createRandom, type Random } from '../../normalize/generate/random.ts'
import { CellHash, type CellKey, cellKey } from '../durable/cell-hash.ts'
import { HashSum } from '../durable/hash64.ts'
import type { Form, FormField } from './form.ts'
import { energyForm } from './forms/energy.ts'
import { homeAssistantForm } from './forms/home-assistant.ts'
import { phmForm } from './forms/phm.ts'
import { sparseForm } from './forms/sparse.ts'
import { wideForm } from './forms/wide.ts'
import type { Batch, PointSet } from './point-set.ts'
import { spanOf, startBefore } from './set-times.ts'
import type { PointSetOptions, PointShape } from './workload.ts'
import { writeOrder } from './write-order.ts'

export const forms: Readonly<Record<PointShape, Form>> = {
  'home-assistant': homeAssistantForm,
  energy: energyForm,
  phm: phmForm,
  wide: wideForm,
  sparse: sparseForm,
}

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
  const stepNs = BigInt(Math.max(1, Math.floor(spanOf(options) / Math.ceil(points / series)))) * 1_000_000n
  const writer = new SetWriter(forms[shape], random)
  const order = writeOrder(options, random)
  const batches: Batch[] = []
  for (let first = 0, number = 0; first < points; first += batchPoints, number++) {
    const isOurs = shard === undefined || number % shard.of === shard.index - 1
    const lines: string[] = []
    for (let at = first; at < Math.min(first + batchPoints, points); at++) {
      const index = order[at] ?? 0
      const place = { series: index % series, timeNs: start + BigInt(Math.floor(index / series)) * stepNs }
      const line = writer.line(place, { isCounted: isOurs, isLast: at + 1 >= points || !sameKey(order, at) })
      lines.push(line)
    }
    if (isOurs) batches.push({ lines, body: new Uint8Array(Buffer.from(`${lines.join('\n')}\n`)) })
  }
  const expected = writer.expected()
  const count = batches.reduce((sum, { lines }) => sum + lines.length, 0)
  return {
    batches,
    points: count,
    expected,
    startNs: start,
    stopNs: start + BigInt(Math.ceil(points / series)) * stepNs,
  }
}

/** Whether the next point has the series and time of this one. */
function sameKey(order: Uint32Array, at: number): boolean {
  return order[at + 1] === order[at]
}

interface Series {
  readonly prefix: string
  readonly keys: readonly CellKey[]
}

/** Writes lines, and sums up what has to be there afterwards. */
class SetWriter {
  readonly #form: Form
  readonly #random: Random
  readonly #series = new Map<number, Series>()
  readonly #sum = new HashSum()
  readonly #hash = new CellHash()
  #points = 0

  constructor(form: Form, random: Random) {
    this.#form = form
    this.#random = random
  }

  line(
    place: { readonly series: number; readonly timeNs: bigint },
    { isCounted, isLast }: { readonly isCounted: boolean; readonly isLast: boolean },
  ): string {
    const { prefix, keys } = this.#seriesOf(place.series)
    const { fields } = this.#form
    this.#hash.at(Number(place.timeNs / 1_000_000_000n), Number(place.timeNs % 1_000_000_000n))
    const stays = isCounted && isLast
    let line = prefix
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as FormField
      const value = field.draw(this.#random)
      line += `${index === 0 ? '' : ','}${field.key}=${textOf(field.type, value)}`
      if (!stays) continue
      this.#hash.of(keys[index] as CellKey, value)
      this.#sum.add(this.#hash)
    }
    if (stays) this.#points++
    return `${line} ${place.timeNs}`
  }

  expected() {
    return { points: this.#points, cells: this.#points * this.#form.fields.length, hash: this.#sum.hex() }
  }

  #seriesOf(number: number): Series {
    const known = this.#series.get(number)
    if (known !== undefined) return known
    const { measurement, fields } = this.#form
    const tags = this.#form.tags(number)
    const series = {
      prefix: `${measurement}${tags.map(([key, value]) => `,${key}=${value}`).join('')} `,
      keys: fields.map(({ key, type }) => cellKey({ measurement, tags, field: key, type })),
    }
    this.#series.set(number, series)
    return series
  }
}

function textOf(type: FormField['type'], value: number | boolean | string): string {
  if (type === 'string') return `"${value}"`
  return type === 'integer' ? `${value}i` : String(value)
}
