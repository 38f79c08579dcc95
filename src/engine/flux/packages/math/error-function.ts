import { bitsOf, frexp } from './bits.ts'

/** The error function, correctly rounded. */
export function erf(x: number): number {
  if (Number.isNaN(x) || x === 0) return x
  const size = Math.abs(x)
  if (size > 6) return Math.sign(x)
  if (size < 1e-9) return (2 / Math.sqrt(Math.PI)) * x
  const digits = 300
  return Math.sign(x) * toNumber(fixedErf(size, digits), digits)
}

/** One less the error function, correctly rounded where that is small too. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > 28) return 0
  if (x < -6) return 2
  if (Math.abs(x) < 1e-17) return 1
  // As many bits as the answer is small, and as the terms on the way to it are great.
  const digits = 300 + Math.ceil(3 * x * x)
  const one = 1n << BigInt(digits)
  const value = fixedErf(Math.abs(x), digits)
  return toNumber(x < 0 ? one + value : one - value, digits)
}

/** erf of a positive number as a whole number of 2^-digits: its Taylor series. */
function fixedErf(x: number, digits: number): bigint {
  const shift = BigInt(digits)
  const fixed = fixedOf(x, digits)
  const square = (fixed * fixed) >> shift
  let power = fixed
  let sum = 0n
  for (let n = 0n; power !== 0n; n++) {
    const term = power / (2n * n + 1n)
    sum += n % 2n === 0n ? term : -term
    power = ((power * square) >> shift) / (n + 1n)
  }
  const rootPi = squareRoot(fixedPi(digits) << shift)
  return (2n * sum * (1n << shift)) / rootPi
}

/** A positive float as a whole number of 2^-digits. */
function fixedOf(x: number, digits: number): bigint {
  const mantissa = (bitsOf(x) & ((1n << 52n) - 1n)) | (1n << 52n)
  const shift = BigInt(digits + frexp(x).exp - 53)
  return shift >= 0n ? mantissa << shift : mantissa >> -shift
}

function toNumber(fixed: bigint, digits: number): number {
  if (fixed <= 0n) return 0
  const excess = Math.max(0, fixed.toString(2).length - 64)
  const exponent = excess - digits
  // Two factors: a power below the least float would be zero.
  return Number(fixed >> BigInt(excess)) * 2 ** Math.max(exponent, -1000) * 2 ** Math.min(0, exponent + 1000)
}

const pis = new Map<number, bigint>()

/** Pi by Machin's formula. */
function fixedPi(digits: number): bigint {
  const known = pis.get(digits)
  if (known !== undefined) return known
  const one = 1n << BigInt(digits + 16)
  const pi = (16n * inverseTangent(5n, one) - 4n * inverseTangent(239n, one)) >> 16n
  pis.set(digits, pi)
  return pi
}

/** arctan(1 / n) in units of 1 / one. */
function inverseTangent(n: bigint, one: bigint): bigint {
  let power = one / n
  let sum = 0n
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -(power / k)
    power /= n * n
  }
  return sum
}

function squareRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2))
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** The inverse of the error function, by Newton's method from an estimate. */
export function erfInverse(y: number): number {
  if (Number.isNaN(y) || y < -1 || y > 1) return Number.NaN
  if (Math.abs(y) === 1) return y * Number.POSITIVE_INFINITY
  if (y === 0) return y
  const logarithm = Math.log(1 - y * y)
  const a = 0.147
  const half = 2 / (Math.PI * a) + logarithm / 2
  let x = Math.sign(y) * Math.sqrt(Math.sqrt(half * half - logarithm / a) - half)
  for (let step = 0; step < 4; step++) {
    const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)
    const excess = y > 0.5 ? 1 - y - erfc(x) : erf(x) - y
    x -= excess / slope
  }
  return x
}
