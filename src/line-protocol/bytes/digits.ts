const zero = 0x30
const billion = 1e9

/** The two digits of 0 to 99, one after the other. */
const pairs = Uint8Array.from({ length: 200 }, (_, index) => {
  const value = index >> 1
  return zero + (index % 2 === 0 ? Math.floor(value / 10) : value % 10)
})

/** Writes a whole number from 0 to 2^53 in decimal at byte `at`; returns the offset after it. */
export function writeDigits(bytes: Uint8Array, at: number, value: number): number {
  if (value < billion) return writePadded(bytes, at, { value, digits: digitsOf(value) })
  const high = Math.floor(value / billion)
  const low = { value: value - high * billion, digits: 9 }
  return writePadded(bytes, writePadded(bytes, at, { value: high, digits: digitsOf(high) }), low)
}

/** Writes a whole number below 1e9 as so many digits, with leading zeros; returns the offset after it. */
export function writePadded(
  bytes: Uint8Array,
  at: number,
  { value, digits }: { value: number; digits: number },
): number {
  let rest = value | 0
  let place = at + digits
  while (place - at >= 2) {
    const hundredth = (rest / 100) | 0
    const pair = (rest - hundredth * 100) << 1
    bytes[--place] = pairs[pair + 1] ?? 0
    bytes[--place] = pairs[pair] ?? 0
    rest = hundredth
  }
  if (place > at) bytes[at] = zero + rest
  return at + digits
}

function digitsOf(value: number): number {
  if (value < 100) return value < 10 ? 1 : 2
  if (value < 10_000) return value < 1000 ? 3 : 4
  if (value < 1_000_000) return value < 100_000 ? 5 : 6
  if (value < 100_000_000) return value < 10_000_000 ? 7 : 8
  return 9
}
