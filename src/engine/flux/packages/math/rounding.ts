/** Halves away from zero. */
export function round(x: number): number {
  const whole = Math.trunc(x)
  if (Math.abs(x - whole) >= 0.5) return whole + Math.sign(x)
  return whole
}

/** Halves to the even neighbour. */
export function roundToEven(x: number): number {
  const whole = Math.trunc(x)
  const rest = Math.abs(x - whole)
  if (rest > 0.5 || (rest === 0.5 && whole % 2 !== 0)) return whole + Math.sign(x)
  return whole
}

/** IEEE 754 remainder: `x` less the nearest multiple of `y`, halves to the even one. */
export function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y) || !Number.isFinite(x) || y === 0) return Number.NaN
  if (!Number.isFinite(y)) return x
  const size = Math.abs(y)
  // Modulo twice the divisor, so that the parity of the multiple stays known.
  let rest = Math.abs(x) % (2 * size)
  if (rest > size / 2) {
    rest -= size
    if (rest >= size / 2) rest -= size
  }
  return x < 0 || Object.is(x, -0) ? -rest : rest
}

/** `x` with the sign of `sign`, zeros included. */
export function copySign(x: number, sign: number): number {
  return signBit(sign) === signBit(x) ? x : -x
}

/** Whether a float is negative, -0 among them. */
export function signBit(x: number): boolean {
  return x < 0 || Object.is(x, -0)
}
