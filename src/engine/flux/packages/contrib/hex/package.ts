import { FluxError } from '../../../language/flux-error.ts'
import { toText } from '../../../values/convert.ts'
import { Bytes, isNull, nullOf, Uint } from '../../../values/value.ts'
import { builtin, type Package } from '../../builtin.ts'

function wholeOf(text: string, target: string): bigint {
  const match = /^([+-]?)(?:0[xX])?([\da-fA-F]+)$/.exec(text)
  if (match === null) throw new FluxError(`cannot convert string "${text}" to ${target} due to invalid syntax`)
  const whole = BigInt(`0x${match[2]}`)
  return match[1] === '-' ? -whole : whole
}

const int = builtin('int', ['v'], (args) => {
  const text = args.string('v')
  const whole = wholeOf(text, 'int')
  if (BigInt.asIntN(64, whole) !== whole) {
    throw new FluxError(`cannot convert string "${text}" to int due to invalid syntax`)
  }
  return whole
})

const uint = builtin('uint', ['v'], (args) => {
  const text = args.string('v')
  const whole = wholeOf(text, 'uint')
  if (BigInt.asUintN(64, whole) !== whole) {
    throw new FluxError(`cannot convert string "${text}" to uint due to invalid syntax`)
  }
  return new Uint(whole)
})

const bytes = builtin('bytes', ['v'], (args) => {
  const text = args.string('v')
  if (!/^(?:[\da-fA-F]{2})*$/.test(text)) {
    throw new FluxError(`cannot convert string "${text}" to bytes due to hex decoding error`)
  }
  return new Bytes(Buffer.from(text, 'hex'))
})

const string = builtin('string', ['v'], (args) => {
  const value = args.value('v')
  if (isNull(value)) return nullOf('string')
  if (typeof value === 'bigint') return value.toString(16)
  if (value instanceof Uint) return value.value.toString(16)
  if (value instanceof Bytes) return Buffer.from(value.data).toString('hex')
  return toText(value)
})

/** Import path `contrib/bonitoo-io/hex`. */
export const hex: Package = { bytes, int, string, uint }
