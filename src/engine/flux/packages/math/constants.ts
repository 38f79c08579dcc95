import { Uint, type Value } from '../../values/value.ts'

const phi = (1 + Math.sqrt(5)) / 2

/** The constants of `math`. */
export const constants: Readonly<Record<string, Value>> = {
  e: Math.E,
  ln2: Math.LN2,
  ln10: Math.LN10,
  log2e: Math.LOG2E,
  log10e: Math.LOG10E,
  maxfloat: Number.MAX_VALUE,
  maxint: 2n ** 63n - 1n,
  maxuint: new Uint(2n ** 64n - 1n),
  minint: -(2n ** 63n),
  phi,
  pi: Math.PI,
  smallestNonzeroFloat: Number.MIN_VALUE,
  sqrt2: Math.SQRT2,
  sqrte: Math.sqrt(Math.E),
  sqrtphi: Math.sqrt(phi),
  sqrtpi: Math.sqrt(Math.PI),
}
