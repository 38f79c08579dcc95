const twoTo32 = 0x1_0000_0000

/**
 * A 64-bit hash in two lanes of 32 bits, after MurmurHash3 (x86, 128 bits; two of its four lanes): JavaScript multiplies 32 bits at once and
 * has no fast 64-bit integers. Not against an adversary. Reused: `start` begins anew, `finish` leaves the result in `low` and `high`.
 */
export class Hash64 {
  /** Signed 32 bits each. */
  low = 0
  high = 0
  #words = 0

  start(low: number, high: number): void {
    this.low = low
    this.high = high
    this.#words = 0
  }

  /** Takes 32 bits. */
  word(word: number): void {
    let lane = Math.imul(word, 0x239b961b)
    lane = Math.imul((lane << 15) | (lane >>> 17), 0xab0e9789)
    let low = this.low ^ lane
    low = (((low << 19) | (low >>> 13)) + this.high) | 0
    this.low = (Math.imul(low, 5) + 0x561ccd1b) | 0
    lane = Math.imul(word, 0x38b34ae5)
    lane = Math.imul((lane << 16) | (lane >>> 16), 0xa1e38b93)
    let high = this.high ^ lane
    high = (((high << 17) | (high >>> 15)) + this.low) | 0
    this.high = (Math.imul(high, 5) + 0x0bcaa747) | 0
    this.#words++
  }

  /** Takes a text with its length: two texts one after the other differ from any other two. */
  text(text: string): void {
    const { length } = text
    this.word(length)
    let at = 0
    for (; at + 1 < length; at += 2) this.word(text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16))
    if (at < length) this.word(text.charCodeAt(at))
  }

  finish(): void {
    let low = this.low ^ this.#words
    let high = this.high ^ this.#words
    low = (low + high) | 0
    high = (high + low) | 0
    low = mixed(low)
    high = mixed(high)
    low = (low + high) | 0
    this.low = low
    this.high = (high + low) | 0
  }
}

/** Spreads each bit over all 32. */
function mixed(word: number): number {
  let bits = word ^ (word >>> 16)
  bits = Math.imul(bits, 0x85ebca6b)
  bits ^= bits >>> 13
  bits = Math.imul(bits, 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** A sum of 64-bit hashes, modulo 2^64: the same in any order, and what was added can be taken out again. */
export class HashSum {
  #low = 0
  #high = 0

  add({ low, high }: Pick<Hash64, 'low' | 'high'>): void {
    const sum = this.#low + (low >>> 0)
    this.#low = sum >>> 0
    this.#high = (this.#high + high + (sum >= twoTo32 ? 1 : 0)) >>> 0
  }

  subtract({ low, high }: Pick<Hash64, 'low' | 'high'>): void {
    const difference = this.#low - (low >>> 0)
    this.#low = difference >>> 0
    this.#high = (this.#high - high - (difference < 0 ? 1 : 0)) >>> 0
  }

  /** Adds what `hex` gave elsewhere. */
  addHex(hex: string): void {
    this.add({ low: Number.parseInt(hex.slice(8), 16), high: Number.parseInt(hex.slice(0, 8), 16) })
  }

  /** 16 digits. */
  hex(): string {
    return this.#high.toString(16).padStart(8, '0') + this.#low.toString(16).padStart(8, '0')
  }

  get low(): number {
    return this.#low
  }

  get high(): number {
    return this.#high
  }
}
