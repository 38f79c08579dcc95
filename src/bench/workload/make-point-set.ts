import { splitNanoseconds } from '../../line-protocol/int64.ts'
import { createRandom } from '../../normalize/generate/random.ts'
import type { ShardPart } from '../result/bench-result.ts'
import { forms } from './forms/forms.ts'
import type { Batch, PointSet } from './point-set.ts'
import { spanOf, startBefore } from './set-times.ts'
import { SetWriter } from './set-writer.ts'
import type { PointSetOptions } from './workload.ts'
import { writeOrder } from './write-order.ts'

export interface MakeOptions {
  readonly seed: number
  /** Of the first point. Default: as far before the last midnight (UTC) as the set is long. */
  readonly startNs?: bigint | undefined
  /** Only every `of`-th batch, from the `index`-th on, counted from 1. Default: all. */
  readonly shard?: ShardPart | undefined
}

/**
 * Makes points: the same options, seed and start give the same bytes. A point that repeats a series and time stands in the same batch as
 * the one before it, so that the order of requests does not matter.
 * @throws RangeError for a set without points, with more series than points, or that starts before 1970.
 */
export function makePointSet(options: PointSetOptions, { seed, startNs, shard }: MakeOptions): PointSet {
  const { shape, points, series, batchPoints } = options
  if (!(points >= 1 && batchPoints >= 1 && series >= 1 && series <= points)) {
    throw new RangeError(`a set of ${points} points in ${series} series and batches of ${batchPoints} cannot be made`)
  }
  const random = createRandom(seed)
  const start = startNs ?? startBefore(BigInt(Date.now()) * 1_000_000n, options)
  if (start < 0n) throw new RangeError(`a set that starts before 1970 cannot be made: ${start}`)
  const stepMs = Math.max(1, Math.floor(spanOf(options) / Math.ceil(points / series)))
  const first = splitNanoseconds(start)
  const form = forms[shape]
  const writer = new SetWriter(form, random)
  const order = writeOrder(options, random)
  const batches: Batch[] = []
  for (let begin = 0, number = 0; begin < points; begin += batchPoints, number++) {
    const isOurs = shard === undefined || number % shard.of === shard.index - 1
    const lines: string[] = []
    for (let at = begin; at < Math.min(begin + batchPoints, points); at++) {
      const index = order[at] ?? 0
      const withinUs = form.times === 'together' ? 0 : spread(index) % (stepMs * 1000)
      const time = later(first, { ms: Math.floor(index / series) * stepMs, us: withinUs })
      lines.push(writer.line({ source: index % series, ...time }, { stays: isOurs && order[at + 1] !== order[at] }))
    }
    if (isOurs) batches.push(batchOf(lines.join('\n')))
  }
  const expected = writer.expected()
  const count = batches.reduce((sum, { lines }) => sum + lines.length, 0)
  return {
    batches,
    points: count,
    series,
    expected,
    startNs: start,
    stopNs: start + BigInt(Math.ceil(points / series) * stepMs) * 1_000_000n,
  }
}

/** Numbers one after the other as numbers of 32 bits all over the place. */
function spread(index: number): number {
  return Math.imul(index + 1, 0x9e3779b1) >>> 0
}

/** Some milliseconds and microseconds after a time. */
function later(
  { seconds, rest }: { readonly seconds: number; readonly rest: number },
  { ms, us }: { readonly ms: number; readonly us: number },
): { readonly seconds: number; readonly rest: number } {
  const wholeSeconds = Math.floor(ms / 1000)
  const restNs = rest + (ms - wholeSeconds * 1000) * 1e6 + us * 1000
  const carry = Math.floor(restNs / 1e9)
  return { seconds: seconds + wholeSeconds + carry, rest: restNs - carry * 1e9 }
}

/** The lines are parts of one flat text: put together from pieces, each would be made flat by the first contender that reads it. */
function batchOf(text: string): Batch {
  return { lines: text.split('\n'), body: new Uint8Array(Buffer.from(text)) }
}
