/** `x ** y` with the steps and so the rounding of Go's math.Pow. */
export function goPow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1
  if (y === 1) return x
  if (y === 0.5) return Math.sqrt(x)
  if (y === -0.5) return 1 / Math.sqrt(x)
  // Go gives 1 for (-1)^±Inf where JavaScript gives NaN.
  if (x === -1 && (y === Number.POSITIVE_INFINITY || y === Number.NEGATIVE_INFINITY)) return 1
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y
  let whole = Math.trunc(Math.abs(y))
  let fraction = Math.abs(y) - whole
  if (fraction !== 0 && x < 0) return Number.NaN
  if (whole >= 2 ** 63) return x ** y
  let mantissa = 1
  let exponent = 0
  if (fraction !== 0) {
    if (fraction > 0.5) {
      fraction -= 1
      whole += 1
    }
    mantissa = Math.exp(fraction * Math.log(x))
  }
  let [part, power] = frexp(x)
  for (let i = BigInt(whole); i !== 0n; i >>= 1n) {
    if (power < -4096 || power > 4096) {
      exponent += power
      break
    }
    if (i & 1n) {
      mantissa *= part
      exponent += power
    }
    part *= part
    power *= 2
    if (part < 0.5) {
      part += part
      power -= 1
    }
  }
  if (y < 0) {
    mantissa = 1 / mantissa
    exponent = -exponent
  }
  return ldexp(mantissa, exponent)
}

/** `x` as a fraction in [0.5, 1) and a power of two. */
function frexp(x: number): [fraction: number, exponent: number] {
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1)
  let fraction = x * 2 ** -exponent
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2
    exponent -= 1
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2
    exponent += 1
  }
  return [fraction, exponent]
}

function ldexp(fraction: number, exponent: number): number {
  // Two steps, so that neither factor leaves the range of a float.
  const half = Math.trunc(exponent / 2)
  return fraction * 2 ** half * 2 ** (exponent - half)
}
