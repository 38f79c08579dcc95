import { type Series, seriesOfRaw } from '../series.ts'
import { scanKey, storedForm } from '../server/key.ts'
import { isRefusal } from '../server/refusal.ts'
import { binaryOf, textOfBinary } from '../text.ts'
import type { Point } from '../types.ts'
import type { ByteText } from './byte-texts.ts'
import { type Body, hashOf, type Pattern, patternOf, standsAt } from './pattern.ts'

/** A measurement and tags as they stand in a line, read once. */
export interface KnownSeries extends Pattern {
  readonly series: Series
  /** In the order given. */
  readonly tags: Point['tags']
  /** Field keys of the last line of this series, in their order: most likely those of the next one. */
  fieldKeys: readonly ByteText[]
  /** The series of the line that last followed one of this series: most likely the next one. */
  follower: KnownSeries | undefined
  /** Another series with the same hash. */
  readonly sibling: KnownSeries | undefined
}

const maxRawBytes = 1024
const blank = 0x20

/** The series seen so far, found by the bytes of measurement and tags. Bounded: when it is full it starts anew. */
export class SeriesIndex {
  readonly #byHash = new Map<number, KnownSeries>()
  readonly #maxKnown: number

  constructor(maxKnown = 50_000) {
    this.#maxKnown = maxKnown
  }

  /** The series whose bytes stand at `from` inclusive to `to` exclusive and are followed by a blank; undefined where the server refuses it. */
  find(body: Body, { from, to }: { from: number; to: number }): KnownSeries | undefined {
    const hash = hashOf(body, { from, to })
    const first = this.#byHash.get(hash)
    for (let known = first; known !== undefined; known = known.sibling) {
      if (known.raw.length === to - from && standsAt(known, body, from)) return known
    }
    const made = readSeries(body.bytes.subarray(from, to), first)
    if (made === undefined || to - from > maxRawBytes) return made
    if (this.#byHash.size >= this.#maxKnown) this.#byHash.clear()
    this.#byHash.set(hash, made)
    return made
  }
}

/** Whether the bytes at `at` are those of this series and a blank. */
export function isSeriesAt(known: KnownSeries, body: Body, at: number): boolean {
  return body.bytes[at + known.raw.length] === blank && standsAt(known, body, at)
}

function readSeries(raw: Uint8Array, sibling: KnownSeries | undefined): KnownSeries | undefined {
  const key = scanKey(`${binaryOf(raw)} `)
  if (isRefusal(key) || key.end !== raw.length) return undefined
  const tags = key.tags.map(([name, value]) => [storedTag(name), storedTag(value)] as const)
  return { ...patternOf(raw), series: seriesOfRaw(key), tags, fieldKeys: [], follower: undefined, sibling }
}

function storedTag(raw: string): string {
  return textOfBinary(storedForm(raw, 'tag'))
}
