import { goPow } from '../../values/go-pow.ts'
import type { Package } from '../builtin.ts'
import { besselJ } from './bessel.ts'
import { logb, nextAfter } from './bits.ts'
import { erf, erfc, erfInverse } from './error-function.ts'
import { ofX, ofXY } from './float-function.ts'
import { gamma } from './gamma.ts'
import { exp2, log2, log10 } from './logarithms.ts'
import { copySign, remainder, round, roundToEven } from './rounding.ts'
import { acos, asin, atan, atan2, cos, sin, tan } from './trigonometry.ts'

const ofOne: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  acos,
  acosh: Math.acosh,
  asin,
  asinh: Math.asinh,
  atan,
  atanh: Math.atanh,
  cbrt: Math.cbrt,
  ceil: Math.ceil,
  cos,
  cosh: Math.cosh,
  erf,
  erfc,
  erfcinv: (x) => erfInverse(1 - x),
  erfinv: erfInverse,
  exp: Math.exp,
  exp2,
  expm1: Math.expm1,
  floor: Math.floor,
  gamma,
  j0: (x) => besselJ(0, x),
  j1: (x) => besselJ(1, x),
  log: Math.log,
  log10,
  log1p: Math.log1p,
  log2,
  logb,
  round,
  roundtoeven: roundToEven,
  sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan,
  tanh: Math.tanh,
  trunc: Math.trunc,
}

const ofTwo: Readonly<Record<string, (x: number, y: number) => number>> = {
  copysign: copySign,
  dim: (x, y) => Math.max(x - y, 0),
  mMax: Math.max,
  mMin: Math.min,
  mod: (x, y) => x % y,
  nextafter: nextAfter,
  pow: goPow,
  remainder,
}

/** The functions of floats that answer with a float. */
export const floatFunctions: Package = {
  ...Object.fromEntries(Object.entries(ofOne).map(([name, run]) => [name, ofX(name, run)])),
  ...Object.fromEntries(Object.entries(ofTwo).map(([name, run]) => [name, ofXY(name, run)])),
  atan2: ofXY('atan2', atan2, ['y', 'x']),
  hypot: ofXY('hypot', hypot, ['p', 'q']),
}

/** As Go computes it, rounding included. */
function hypot(p: number, q: number): number {
  if (Math.abs(p) === Number.POSITIVE_INFINITY || Math.abs(q) === Number.POSITIVE_INFINITY) {
    return Number.POSITIVE_INFINITY
  }
  const large = Math.max(Math.abs(p), Math.abs(q))
  if (large === 0) return 0
  const ratio = Math.min(Math.abs(p), Math.abs(q)) / large
  return large * Math.sqrt(1 + ratio * ratio)
}
