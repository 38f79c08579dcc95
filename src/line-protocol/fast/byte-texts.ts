import { binaryOf, textOfBinary } from '../text.ts'

/** Some bytes and their text. */
export interface ByteText {
  readonly raw: Uint8Array
  readonly text: string
}

const slots = 4096

/** Texts of short byte sequences that recur, such as field keys and states: one slot a hash, the newest stays. */
export class ByteTexts {
  readonly #slots: (ByteText | undefined)[] = new Array(slots).fill(undefined)

  /** The text of the bytes `from` inclusive to `to` exclusive. */
  of(bytes: Uint8Array, from: number, to: number): ByteText {
    const slot = hashOf(bytes, from, to) & (slots - 1)
    const known = this.#slots[slot]
    if (known !== undefined && known.raw.length === to - from && startsWith(bytes, from, known.raw)) return known
    const made = { raw: bytes.slice(from, to), text: textOfBinary(binaryOf(bytes, from, to)) }
    this.#slots[slot] = made
    return made
  }
}

/** A hash of the bytes `from` inclusive to `to` exclusive. */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0
  return hash
}

/** Whether `raw` stands in `bytes` at `at`. */
export function startsWith(bytes: Uint8Array, at: number, raw: Uint8Array): boolean {
  for (let index = 0; index < raw.length; index++) if (bytes[at + index] !== raw[index]) return false
  return true
}
