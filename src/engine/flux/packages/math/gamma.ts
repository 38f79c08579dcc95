const shift = 7
const coefficients = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
]

function lanczos(x: number): number {
  return coefficients.reduce((sum, coefficient, i) => (i === 0 ? coefficient : sum + coefficient / (x + i)), 0)
}

/** The gamma function: factorials exact, the rest by Lanczos' approximation. */
export function gamma(x: number): number {
  if (Number.isInteger(x)) {
    if (x === 0) return Object.is(x, -0) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    if (x < 0) return Number.NaN
    return factorial(x - 1)
  }
  if (x === Number.NEGATIVE_INFINITY) return Number.NaN
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x))
  const y = x - 1
  const base = y + shift + 0.5
  // Two factors, since the whole power overflows before the result does.
  const power = base ** ((y + 0.5) / 2)
  return Math.sqrt(2 * Math.PI) * power * Math.exp(-base) * power * lanczos(y)
}

function factorial(n: number): number {
  if (n > 170) return Number.POSITIVE_INFINITY
  let product = 1n
  for (let i = 2n; i <= n; i++) product *= i
  return Number(product)
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
