import { binaryOf, textOfBinary } from '../text.ts'
import { type Body, hashOf, type Pattern, patternOf, standsAt } from './pattern.ts'

/** Some bytes and their text. */
export interface ByteText extends Pattern {
  readonly text: string
}

const slots = 16_384

/** Texts of short byte sequences that recur, such as field keys and states: one slot a hash, the newest stays. */
export class ByteTexts {
  readonly #slots: (ByteText | undefined)[] = new Array(slots).fill(undefined)

  /** The text of the bytes `from` inclusive to `to` exclusive. */
  of(body: Body, { from, to }: { from: number; to: number }): ByteText {
    const slot = hashOf(body, { from, to }) & (slots - 1)
    const known = this.#slots[slot]
    if (known !== undefined && known.raw.length === to - from && standsAt(known, body, from)) return known
    const text = textOfBinary(binaryOf(body.bytes, from, to))
    const made = { ...patternOf(body.bytes.subarray(from, to)), text }
    this.#slots[slot] = made
    return made
  }
}
