const view = new DataView(new ArrayBuffer(8))

/** The IEEE 754 bits of a float. */
export function bitsOf(x: number): bigint {
  view.setFloat64(0, x)
  return view.getBigUint64(0)
}

/** The float of IEEE 754 bits. */
export function fromBits(bits: bigint): number {
  view.setBigUint64(0, bits)
  return view.getFloat64(0)
}

/** `x` as a fraction in [0.5, 1) and a power of two; zeros and what is not finite as they are. */
export function frexp(x: number): { frac: number; exp: number } {
  if (x === 0 || !Number.isFinite(x)) return { frac: x, exp: 0 }
  const normal = Math.abs(x) < 2 ** -1022 ? { value: x * 2 ** 52, shift: -52 } : { value: x, shift: 0 }
  const bits = bitsOf(normal.value)
  const exp = Number((bits >> 52n) & 0x7ffn) - 1022
  const frac = fromBits((bits & ~(0x7ffn << 52n)) | (1022n << 52n))
  return { frac, exp: exp + normal.shift }
}

/** `frac` times a power of two, in steps that stay in range. */
export function ldexp(frac: number, exp: number): number {
  let value = frac
  let left = Math.max(-4000, Math.min(4000, exp))
  while (left > 1000) {
    value *= 2 ** 1000
    left -= 1000
  }
  while (left < -1000) {
    value *= 2 ** -1000
    left += 1000
  }
  return value * 2 ** left
}

/** The binary exponent of `x` as a float. */
export function logb(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Number.POSITIVE_INFINITY
  return frexp(x).exp - 1
}

/** The next float after `x` towards `y`. */
export function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (x === y) return x
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE
  return fromBits(bitsOf(x) + (y > x === x > 0 ? 1n : -1n))
}
