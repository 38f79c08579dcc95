import { frexp, ldexp } from './bits.ts'

/** The binary logarithm with the steps, and so the rounding, of a real server. */
export function log2(x: number): number {
  const { frac, exp } = frexp(x)
  if (frac === 0.5) return exp - 1
  return Math.log(frac) * Math.LOG2E + exp
}

const log10Of2 = 0.3010299956639812

/** The decimal logarithm, from the binary one. */
export function log10(x: number): number {
  return log2(x) * log10Of2
}

/** A power of two: the exponential of a reduced argument, scaled, as a real server rounds it. */
export function exp2(x: number): number {
  if (!Number.isFinite(x)) return 2 ** x
  const whole = x > 0 ? Math.trunc(x + 0.5) : Math.trunc(x - 0.5)
  return ldexp(Math.exp((x - whole) * Math.LN2), whole)
}

/** A power of ten as written in decimal. */
export function pow10(n: number): number {
  if (n < -323) return 0
  return n > 308 ? Number.POSITIVE_INFINITY : Number(`1e${n}`)
}
