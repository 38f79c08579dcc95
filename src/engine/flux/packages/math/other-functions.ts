import { FluxRecord, isNull, nullOf, typeName, Uint, type Value } from '../../values/value.ts'
import { uncodedFault } from '../argument-fault.ts'
import { type Builtin, builtin, type Package } from '../builtin.ts'
import { besselJ } from './bessel.ts'
import { bitsOf, frexp, fromBits, ldexp, logb } from './bits.ts'
import { floatArgument, ofFloat } from './float-function.ts'
import { lgamma } from './gamma.ts'
import { pow10 } from './logarithms.ts'
import { signBit } from './rounding.ts'
import { cos, sin } from './trigonometry.ts'

const record = (fields: Readonly<Record<string, Value>>) => new FluxRecord(new Map(Object.entries(fields)))

function ofInt(name: string, parameter: string, run: (value: number) => number): Builtin {
  return builtin(name, [parameter], (args, { frame }) => {
    const value = args.value(parameter)
    if (typeof value === 'bigint') return run(Number(value))
    if (isNull(value) && value.type === 'int') return nullOf('float')
    throw uncodedFault(`cannot convert argument ${parameter} of type ${typeName(value)} to int`, frame)
  })
}

function ilogb(x: number): bigint {
  if (x === 0) return -(2n ** 31n)
  return Number.isFinite(x) ? BigInt(logb(x)) : 2n ** 31n - 1n
}

/** The functions that take or give something else than floats. */
export const otherFunctions: Package = {
  NaN: builtin('NaN', [], () => Number.NaN),
  float64bits: ofFloat('float64bits', 'f', { run: (f) => new Uint(bitsOf(f)), nothing: nullOf('uint') }),
  float64frombits: builtin('float64frombits', ['b'], (args, { frame }) => {
    const b = args.value('b')
    if (b instanceof Uint) return fromBits(b.value)
    if (isNull(b) && b.type === 'uint') return nullOf('float')
    throw uncodedFault(`cannot convert argument b of type ${typeName(b)} to uint`, frame)
  }),
  frexp: ofFloat('frexp', 'f', {
    run: (f) => {
      const { frac, exp } = frexp(f)
      return record({ exp: BigInt(exp), frac })
    },
    nothing: false,
  }),
  ilogb: ofFloat('ilogb', 'x', { run: ilogb, nothing: nullOf('int') }),
  isInf: builtin('isInf', ['f', 'sign'], (args, { frame }) => {
    const f = floatArgument(args, 'f', { frame, named: true })
    const sign = args.int('sign')
    if (f === undefined) return nullOf('bool')
    return (sign >= 0n && f === Number.POSITIVE_INFINITY) || (sign <= 0n && f === Number.NEGATIVE_INFINITY)
  }),
  isNaN: ofFloat('isNaN', 'f', { run: Number.isNaN, nothing: nullOf('bool') }),
  jn: builtin('jn', ['n', 'x'], (args, { frame }) => {
    const x = floatArgument(args, 'x', { frame, named: true })
    return x === undefined ? nullOf('float') : besselJ(Number(args.int('n')), x)
  }),
  ldexp: builtin('ldexp', ['frac', 'exp'], (args, { frame }) => {
    const frac = floatArgument(args, 'frac', { frame, named: true })
    return frac === undefined ? nullOf('float') : ldexp(frac, Number(args.int('exp')))
  }),
  lgamma: ofFloat('lgamma', 'x', { run: (x) => record({ ...lgamma(x) }), nothing: false }),
  mInf: ofInt('mInf', 'sign', (sign) => (sign >= 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY)),
  modf: ofFloat('modf', 'f', {
    run: (f) => record({ frac: Number.isFinite(f) ? f - Math.trunc(f) : Number.NaN, int: Math.trunc(f) }),
    nothing: false,
  }),
  pow10: ofInt('pow10', 'n', pow10),
  signbit: ofFloat('signbit', 'x', { run: signBit, nothing: nullOf('bool') }),
  sincos: ofFloat('sincos', 'x', { run: (x) => record({ cos: cos(x), sin: sin(x) }), nothing: false }),
}
