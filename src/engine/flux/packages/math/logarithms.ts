import { frexp, ldexp } from './bits.ts'

/** The binary logarithm with the steps, and so the rounding, of a real server. */
export function log2(x: number): number {
  const { frac, exp } = frexp(x)
  if (frac === 0.5) return exp - 1
  return Math.log(frac) * Math.LOG2E + exp
}

const log10Of2 = 0.3010299956639812

export function log10(x: number): number {
  return log2(x) * log10Of2
}

const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10

/** A power of two: the exponential of a reduced argument, scaled. */
export function exp2(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x
  if (x === Number.NEGATIVE_INFINITY) return 0
  if (x > 1023.9999999999999) return Number.POSITIVE_INFINITY
  if (x < -1.074e3) return 0
  const whole = x > 0 ? Math.trunc(x + 0.5) : Math.trunc(x - 0.5)
  const rest = x - whole
  return ldexp(expOfPair(rest * ln2High, -rest * ln2Low), whole)
}

/** exp(high - low) for small arguments, by a rational approximation. */
function expOfPair(high: number, low: number): number {
  const r = high - low
  const t = r * r
  const even =
    t *
    (0.16666666666666666 +
      t *
        (-0.0027777777777015593 +
          t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))))
  const c = r - even
  return 1 - (low - (r * c) / (2 - c) - high)
}

/** A power of ten as written in decimal. */
export function pow10(n: number): number {
  if (n < -323) return 0
  return n > 308 ? Number.POSITIVE_INFINITY : Number(`1e${n}`)
}
