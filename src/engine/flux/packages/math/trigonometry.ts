import { polynomial } from './polynomial.ts'

/*
 * Sine, cosine, tangent and arc tangent by the rational approximations of the Cephes library (S. Moshier), which real
 * servers use: JavaScript's own differ from them in the last digit now and then.
 */

/** Pi / 4 in three parts, so that what is left of a reduced argument keeps its digits. */
const quarterPi = [0.7853981256484985, 3.774894707930798e-8, 2.6951514290790595e-15] as const
const sineOver = [
  1.5896230157654656e-10, -2.5050747762857807e-8, 0.0000027557313621385722, -0.0001984126982958954,
  0.008333333333322118, -0.1666666666666663,
]
const cosineOver = [
  -1.1358536521387682e-11, 2.087570084197473e-9, -2.755731417929674e-7, 0.000024801587288851704, -0.0013888888888873056,
  0.041666666666666595,
]
const tangentOver = [-13093.693918138373, 1153516.6483858742, -17956525.197648488]
const tangentUnder = [1, 13681.296347069296, -1320892.3444021097, 25008380.18233579, -53869575.592945464]
const arcOver = [-0.8750608600031904, -16.157537187333652, -75.00855792314705, -122.88666844901361, -64.85021904942025]
const arcUnder = [1, 24.858464901423062, 165.02700983169885, 432.88106049129027, 485.3903996359137, 194.5506571482614]

/** Greater arguments are reduced by JavaScript. */
const greatest = 2 ** 29

/** A positive argument as an even number of eighths of a turn and what is left. */
function reduced(x: number): { eighths: number; rest: number } {
  let eighths = Math.trunc(x * (4 / Math.PI))
  if (eighths % 2 === 1) eighths += 1
  const [high, middle, low] = quarterPi
  return { eighths: eighths % 8, rest: x - eighths * high - eighths * middle - eighths * low }
}

function sineOf(rest: number): number {
  const square = rest * rest
  return rest + rest * square * polynomial(sineOver, square)
}

function cosineOf(rest: number): number {
  const square = rest * rest
  return 1 - 0.5 * square + square * square * polynomial(cosineOver, square)
}

/** The sine of radians. */
export function sin(x: number): number {
  const size = Math.abs(x)
  if (!(size < greatest) || x === 0) return Math.sin(x)
  const { eighths, rest } = reduced(size)
  const value = eighths % 4 === 2 ? cosineOf(rest) : sineOf(rest)
  return x < 0 !== eighths > 3 ? -value : value
}

/** The cosine of radians. */
export function cos(x: number): number {
  const size = Math.abs(x)
  if (!(size < greatest)) return Math.cos(x)
  const { eighths, rest } = reduced(size)
  const value = eighths % 4 === 2 ? sineOf(rest) : cosineOf(rest)
  return eighths === 2 || eighths === 4 ? -value : value
}

/** The tangent of radians. */
export function tan(x: number): number {
  const size = Math.abs(x)
  if (!(size < greatest) || x === 0) return Math.tan(x)
  const { eighths, rest } = reduced(size)
  const square = rest * rest
  const value =
    square > 1e-14
      ? rest + rest * ((square * polynomial(tangentOver, square)) / polynomial(tangentUnder, square))
      : rest
  const turned = eighths % 4 === 2 ? -1 / value : value
  return x < 0 ? -turned : turned
}

/** The arc tangent, radians. */
export function atan(x: number): number {
  if (x === 0 || Number.isNaN(x)) return x
  return x > 0 ? arc(x) : -arc(-x)
}

/** The arc tangent of a positive number. */
function arc(x: number): number {
  const rounding = 6.123233995736766e-17
  if (x <= 0.66) return arcOfSmall(x)
  if (x > 2.414213562373095) return Math.PI / 2 - arcOfSmall(1 / x) + rounding
  return Math.PI / 4 + arcOfSmall((x - 1) / (x + 1)) + 0.5 * rounding
}

function arcOfSmall(x: number): number {
  const square = x * x
  return x * ((square * polynomial(arcOver, square)) / polynomial(arcUnder, square)) + x
}

/** The arc sine, radians; NaN outside of [-1, 1]. */
export function asin(x: number): number {
  const size = Math.abs(x)
  if (x === 0 || !(size <= 1)) return x === 0 ? x : Number.NaN
  const other = Math.sqrt(1 - size * size)
  const value = size > 0.7 ? Math.PI / 2 - arc(other / size) : arc(size / other)
  return x < 0 ? -value : value
}

/** The arc cosine, radians; NaN outside of [-1, 1]. */
export function acos(x: number): number {
  return Math.PI / 2 - asin(x)
}

/** The angle of a point, radians. */
export function atan2(y: number, x: number): number {
  if (x === 0 || y === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return Math.atan2(y, x)
  const quotient = atan(y / x)
  if (x > 0) return quotient
  return quotient <= 0 ? quotient + Math.PI : quotient - Math.PI
}
