import type { Value } from '../../values/value.ts'
import { typeAndValue, uncodedFault, wrongArgument } from '../argument-fault.ts'
import { type Builtin, builtin } from '../builtin.ts'

/** A function of one string. */
export function ofString(name: string, run: (v: string) => Value): Builtin {
  return builtin(name, ['v'], (args, { frame }) => {
    const v = args.value('v')
    if (typeof v === 'string') return run(v)
    // A real server says "upper case" whatever the function.
    const message = `cannot convert argument of type ${typeAndValue(v)} to upper case`
    throw wrongArgument(v, 'string', { frame, message })
  })
}

type Read<N extends readonly string[]> = { readonly [K in keyof N]: string }

/** A function of several strings, by the names of its parameters. */
export function ofStrings<const N extends readonly string[]>(
  name: string,
  parameters: N,
  run: (...values: Read<N>) => Value,
): Builtin {
  return builtin(name, parameters, (args, { frame }) => {
    const values = parameters.map((parameter) => {
      const value = args.value(parameter)
      if (typeof value === 'string') return value
      throw wrongArgument(value, 'string', { frame, message: wrongType(parameter, 'string', value) })
    })
    return run(...(values as unknown as Read<N>))
  })
}

/** A function of several strings and an int, `i`, behind them. */
export function ofStringsAndInt<const N extends readonly string[]>(
  name: string,
  parameters: N,
  run: (i: number, ...values: Read<N>) => Value,
): Builtin {
  return builtin(name, [...parameters, 'i'], (args, { frame }) => {
    const values = parameters.map((parameter) => {
      const value = args.value(parameter)
      if (typeof value === 'string') return value
      throw wrongArgument(value, 'string', { frame, message: wrongType(parameter, 'string', value) })
    })
    const i = args.value('i')
    if (typeof i !== 'bigint') throw wrongArgument(i, 'int', { frame, message: wrongType('i', 'int', i) })
    return run(Number(i), ...(values as unknown as Read<N>))
  })
}

function wrongType(parameter: string, expected: string, value: Value): string {
  return `expected argument "${parameter}" to be of type ${expected}, got type ${typeAndValue(value)}`
}

/** A test of one character; a character is a byte here. */
export function ofCharacter(name: string, pattern: RegExp): Builtin {
  return builtin(name, ['v'], (args, { frame }) => {
    const v = args.value('v')
    if (typeof v !== 'string') throw wrongArgument(v, 'string', { frame, message: 'procedure cannot be executed' })
    if (Buffer.byteLength(v) !== 1) {
      throw uncodedFault('"v" is not a valid argument: argument length is not equal to 1', frame)
    }
    return pattern.test(v)
  })
}
