import type { FieldType, FieldValue } from '../../line-protocol/types.ts'
import { Hash64 } from './hash64.ts'
import { shownText } from './shown-text.ts'

/** What all cells of a field of a series have in common, hashed once. */
export interface CellKey {
  readonly low: number
  readonly high: number
  readonly type: FieldType
}

export interface CellPlace {
  readonly measurement: string
  /** In any order. A tag that is undefined is absent. */
  readonly tags: Iterable<readonly [key: string, value: string | undefined]>
  readonly field: string
  readonly type: FieldType
}

const scratch = new Hash64()

/** The key of the cells of a field: equal for equal places, whatever the order of tags. Carriage returns do not count (see `shownText`). */
export function cellKey({ measurement, tags, field, type }: CellPlace): CellKey {
  const present = [...tags].filter(([, value]) => value !== undefined && value !== '')
  present.sort(([a], [b]) => (a < b ? -1 : 1))
  scratch.start(0, 0)
  scratch.text(shownText(measurement))
  scratch.word(present.length)
  for (const [key, value] of present) {
    scratch.text(shownText(key))
    scratch.text(shownText(value ?? ''))
  }
  scratch.text(shownText(field))
  scratch.text(type)
  scratch.finish()
  return { low: scratch.low, high: scratch.high, type }
}

const twoTo32 = 0x1_0000_0000
const halves = new Uint32Array(2)
const float = new Float64Array(halves.buffer)
const integer = new BigInt64Array(halves.buffer)

/** Hashes cells. Reused: the result of `of` stands in `low` and `high`. */
export class CellHash extends Hash64 {
  #seconds = 0
  #rest = 0

  /** The time of the cells that follow: whole seconds since the epoch, rounded down, and the nanoseconds above them. */
  at(seconds: number, rest: number): void {
    this.#seconds = seconds
    this.#rest = rest
  }

  /** Of whole numbers, a safe one may be a number. Floats count by their bits: -0 is not 0. Carriage returns do not count. */
  of(key: CellKey, value: FieldValue['value'] | number): void {
    this.start(key.low, key.high)
    this.word(this.#seconds | 0)
    this.word(Math.floor(this.#seconds / twoTo32))
    this.word(this.#rest)
    if (typeof value === 'string') this.text(shownText(value))
    else if (typeof value === 'boolean') this.word(value ? 1 : 0)
    else {
      if (typeof value === 'bigint') integer[0] = value
      else if (key.type === 'float') float[0] = value
      else setWhole(value)
      this.word(halves[0] ?? 0)
      this.word(halves[1] ?? 0)
    }
    this.finish()
  }
}

/** As two's complement in 64 bits. */
function setWhole(value: number): void {
  halves[0] = value % twoTo32
  halves[1] = Math.floor(value / twoTo32)
}
