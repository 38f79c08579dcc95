const twoOverRootPi = 2 / Math.sqrt(Math.PI)

/** The error function. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x
  const size = Math.abs(x)
  const value = size < 2.5 ? series(size) : 1 - tail(size)
  return x < 0 ? -value : value
}

/** One less the error function, exact where that is small. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x
  if (x < 0.5) return 1 - erf(x)
  return x < 2.5 ? 1 - series(x) : tail(x)
}

/** A series of positive terms: no digits cancel. */
function series(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; term > sum * 1e-18; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return twoOverRootPi * Math.exp(-x * x) * sum
}

/** A continued fraction, from its far end. */
function tail(x: number): number {
  if (x > 27) return 0
  let fraction = 0
  for (let k = 120; k > 0; k--) fraction = k / 2 / (x + fraction)
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction))
}

/** The inverse of the error function, by Newton's method from an estimate. */
export function erfInverse(y: number): number {
  if (Number.isNaN(y) || y < -1 || y > 1) return Number.NaN
  if (Math.abs(y) === 1) return y * Number.POSITIVE_INFINITY
  const logarithm = Math.log(1 - y * y)
  const a = 0.147
  const half = 2 / (Math.PI * a) + logarithm / 2
  let x = Math.sign(y) * Math.sqrt(Math.sqrt(half * half - logarithm / a) - half)
  for (let step = 0; step < 4; step++) x -= (erf(x) - y) / (twoOverRootPi * Math.exp(-x * x))
  return x
}
