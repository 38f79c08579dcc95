import { FluxError, NotImplemented } from '../../language/flux-error.ts'
import { FluxRecord, nullOf, Uint, type Value } from '../../values/value.ts'
import { builtin } from '../builtin.ts'

/** The numbers by which a script sees what kind of failure it caught. */
const codes: Readonly<Record<string, bigint>> = { invalid: 3n, 'not found': 5n, 'internal error': 2n }

/** What a function answers, or the failure it ends with. */
export const catchFailure = builtin('catch', ['fn'], (args, { frame }) => {
  const answer = (fields: Readonly<Record<string, Value>>) => new FluxRecord(new Map(Object.entries(fields)))
  try {
    const value = args.func('fn').invoke(new Map(), frame)
    return answer({ value, code: nullOf('uint'), msg: nullOf('string') })
  } catch (error) {
    if (!(error instanceof FluxError) || error instanceof NotImplemented) throw error
    return answer({ value: nullOf('invalid'), code: new Uint(codes[error.code] ?? 2n), msg: error.message })
  }
})
