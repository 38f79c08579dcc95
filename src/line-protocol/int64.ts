/**
 * Between a bigint of nanoseconds and two numbers, several times as fast as bigint arithmetic: int64 as two halves of 32 bits. No product
 * here passes 2^53, and the remainder operator, slow on numbers of more than 32 bits, is kept out.
 */

const halves = new DataView(new ArrayBuffer(8))
const twoTo32 = 0x100000000
const twoTo16 = 0x10000

/** `seconds` * 1e9 + `rest`, for whole seconds from 0 to 9.2e9 and rest from 0 to below 1e9. */
export function joinNanoseconds(seconds: number, rest: number): bigint {
  const upperSeconds = Math.floor(seconds / twoTo16)
  const upper = upperSeconds * 1e9
  const lower = (seconds - upperSeconds * twoTo16) * 1e9 + rest
  const upperHalf = Math.floor(upper / twoTo16)
  const bits = (upper - upperHalf * twoTo16) * twoTo16 + lower
  const carry = Math.floor(bits / twoTo32)
  halves.setUint32(0, bits - carry * twoTo32, true)
  halves.setUint32(4, upperHalf + carry, true)
  return halves.getBigInt64(0, true)
}

/** The way back, for a time that is not negative. */
export function splitNanoseconds(time: bigint): { readonly seconds: number; readonly rest: number } {
  halves.setBigInt64(0, time, true)
  const low = halves.getUint32(0, true)
  const high = halves.getUint32(4, true)
  // high * 2^32 = high * (4e9 + 294967296), and high = upper * 2^16 + lower.
  const upper = high >>> 16
  const rest = upper * 976_710_656 + (high & 0xffff) * 294_967_296 + low
  const carry = Math.floor(rest / 1e9)
  return { seconds: high * 4 + upper * 19_330 + carry, rest: rest - carry * 1e9 }
}
