/** A body with the two ways of looking at it. */
export interface Body {
  readonly bytes: Uint8Array
  readonly view: DataView
}

/** Bytes that are looked for, four at a time. */
export interface Pattern {
  readonly raw: Uint8Array
  /** The bytes as little-endian words, without the last up to three. */
  readonly words: Uint32Array
}

export function bodyOf(bytes: Uint8Array): Body {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}

/** A pattern that keeps a copy of the bytes: `slice` of a Buffer would keep the caller's, and all that stands around them. */
export function patternOf(bytes: Uint8Array): Pattern {
  const raw = new Uint8Array(bytes)
  const words = new Uint32Array(raw.length >> 2)
  for (let word = 0; word < words.length; word++) words[word] = wordAt(raw, word * 4)
  return { raw, words }
}

function wordAt(raw: Uint8Array, at: number): number {
  const byte = (offset: number) => (raw[at + offset] ?? 0) << (offset * 8)
  return byte(0) | byte(1) | byte(2) | byte(3)
}

/** Whether the pattern stands in the body at byte `at`. */
export function standsAt({ raw, words }: Pattern, { bytes, view }: Body, at: number): boolean {
  if (at + raw.length > bytes.length) return false
  for (let word = 0; word < words.length; word++) if (view.getUint32(at + word * 4, true) !== words[word]) return false
  for (let index = words.length * 4; index < raw.length; index++) if (bytes[at + index] !== raw[index]) return false
  return true
}

/** A hash of the bytes `from` inclusive to `to` exclusive. */
export function hashOf({ bytes, view }: Body, { from, to }: { from: number; to: number }): number {
  let hash = to - from
  let at = from
  for (; at + 4 <= to; at += 4) hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1) ^ (hash >>> 15)
  for (; at < to; at++) hash = Math.imul(hash, 31) + (bytes[at] ?? 0)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}
