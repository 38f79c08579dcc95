import { goPow } from '../../values/go-pow.ts'
import { polynomial } from './polynomial.ts'

const shift = 7
const coefficients = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
]

function lanczos(x: number): number {
  return coefficients.reduce((sum, coefficient, i) => (i === 0 ? coefficient : sum + coefficient / (x + i)), 0)
}

const over = [
  0.00016011952247675185, 0.0011913514700658638, 0.010421379756176158, 0.04763678004571372, 0.20744822764843598,
  0.4942148268014971, 1,
]
const under = [
  -0.000023158187332412014, 0.0005396055804933034, -0.004456419138517973, 0.011813978522206043, 0.035823639860549865,
  -0.23459179571824335, 0.0714304917030273, 1,
]
const series = [
  0.0007873113957930937, -0.00022954996161337813, -0.0026813261780578124, 0.0034722222160545866, 0.08333333333334822,
]

/** The gamma function by the approximations of the Cephes library, which real servers use. */
export function gamma(x: number): number {
  if (x === 0) return Object.is(x, -0) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x
  if (x < 0 && Math.floor(x) === x) return Number.NaN
  if (x > 33) return stirling(x)
  if (x < -33) return ofNegative(x)
  let factor = 1
  let rest = x
  while (rest >= 3) {
    rest -= 1
    factor *= rest
  }
  while (rest < 2) {
    if (Math.abs(rest) < 1e-9) return factor / ((1 + 0.5772156649015329 * rest) * rest)
    factor /= rest
    rest += 1
  }
  if (rest === 2) return factor
  return (factor * polynomial(over, rest - 2)) / polynomial(under, rest - 2)
}

/** By Stirling's formula. */
function stirling(x: number): number {
  if (x > 171.7) return Number.POSITIVE_INFINITY
  const inverse = 1 / x
  const correction = 1 + inverse * polynomial(series, inverse)
  const exponential = Math.exp(x)
  // The power overflows before the result does.
  const half = x > 143.01608 ? goPow(x, 0.5 * x - 0.25) : undefined
  const power = half === undefined ? goPow(x, x - 0.5) / exponential : half * (half / exponential)
  return Math.sqrt(2 * Math.PI) * power * correction
}

/** By reflection. */
function ofNegative(x: number): number {
  return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x))
}

/** The logarithm of the size of gamma, and gamma's sign. */
export function lgamma(x: number): { lgamma: number; sign: bigint } {
  if (!Number.isFinite(x)) return { lgamma: Number.isNaN(x) ? x : Number.POSITIVE_INFINITY, sign: 1n }
  if (x <= 0 && Number.isInteger(x)) {
    return { lgamma: Number.POSITIVE_INFINITY, sign: Object.is(x, -0) ? -1n : 1n }
  }
  if (x < 0.5) {
    const reflected = Math.PI / Math.sin(Math.PI * x)
    return { lgamma: Math.log(Math.abs(reflected)) - lgamma(1 - x).lgamma, sign: reflected < 0 ? -1n : 1n }
  }
  if (Number.isInteger(x) && x <= 171) return { lgamma: Math.log(gamma(x)), sign: 1n }
  const y = x - 1
  const base = y + shift + 0.5
  return { lgamma: 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(base) - base + Math.log(lanczos(y)), sign: 1n }
}
