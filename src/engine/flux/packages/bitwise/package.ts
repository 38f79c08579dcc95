import type { Args } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import { typeName, Uint } from '../../values/value.ts'
import { type Builtin, builtin, type Package } from '../builtin.ts'

type Operator = (a: bigint, b: bigint) => bigint

const width = 64n

const operators: Readonly<Record<string, Operator>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  clear: (a, b) => a & ~b,
  lshift: (a, b) => (b >= width ? 0n : a << b),
  rshift: (a, b) => (b >= width ? (a < 0n ? -1n : 0n) : a >> b),
}

function uint(args: Args, name: string): bigint {
  const value = args.value(name)
  if (value instanceof Uint) return value.value
  throw new FluxError(`keyword argument "${name}" should be of kind uint, but got ${typeName(value)}`)
}

const unsigned = (name: string, run: Operator): Builtin =>
  builtin(name, ['a', 'b'], (args) => new Uint(run(uint(args, 'a'), uint(args, 'b'))))

const signed = (name: string, run: Operator): Builtin =>
  builtin(name, ['a', 'b'], (args) => {
    const b = args.int('b')
    if (name.endsWith('shift') && b < 0n) {
      throw new FluxError('panic: runtime error: negative shift amount', { code: 'internal error' })
    }
    return BigInt.asIntN(64, run(args.int('a'), b))
  })

/** Import paths `bitwise` and `experimental/bitwise`: each operator for uints (`uand`) and ints (`sand`). */
export const bitwise: Package = {
  ...Object.fromEntries(
    Object.entries(operators).flatMap(([name, run]) => [
      [`u${name}`, unsigned(`u${name}`, run)] as const,
      [`s${name}`, signed(`s${name}`, run)] as const,
    ]),
  ),
  unot: builtin('unot', ['a'], (args) => new Uint(~uint(args, 'a'))),
  snot: builtin('snot', ['a'], (args) => ~args.int('a')),
}
