import { FluxError } from '../../language/flux-error.ts'
import { isNull, typeName } from '../../values/value.ts'
import { uncodedFault } from '../argument-fault.ts'
import { builtin } from '../builtin.ts'
import { ofStrings, ofStringsAndInt } from './string-function.ts'

/** Characters, not bytes. */
export const strlen = builtin('strlen', ['v'], (args, { frame }) => {
  const v = args.value('v')
  if (isNull(v)) throw uncodedFault('procedure cannot be executed', frame)
  return BigInt([...args.string('v')].length)
})

/** Characters [start, end), both cut to the text. */
export const substring = builtin('substring', ['v', 'start', 'end'], (args) => {
  const characters = [...args.string('v')]
  const count = characters.length
  const start = Math.min(Math.max(Number(args.int('start')), 0), count)
  const end = Math.max(Math.min(Number(args.int('end')), count), start)
  return characters.slice(start, end).join('')
})

export const repeat = ofStringsAndInt('repeat', ['v'], (i, v) => {
  if (i < 0) throw new FluxError('panic: strings: negative Repeat count', { code: 'internal error' })
  return v.repeat(i)
})

/** Replaces the first `i` occurrences, all where it is negative. */
export const replace = ofStringsAndInt('replace', ['v', 't', 'u'], (i, v, t, u) => replaced(v, t, { by: u, times: i }))
export const replaceAll = ofStrings('replaceAll', ['v', 't', 'u'], (v, t, u) => v.replaceAll(t, () => u))

function replaced(v: string, t: string, { by, times }: { by: string; times: number }): string {
  if (times < 0) return v.replaceAll(t, () => by)
  let left = times
  return v.replaceAll(t, (found) => (left-- > 0 ? by : found))
}

/** Texts joined with `v` between them. */
export const joinStr = builtin('joinStr', ['arr', 'v'], (args, { frame }) => {
  const texts = args.array('arr').elements.map((one) => {
    if (typeof one === 'string') return one
    const got = isNull(one) ? 'string value <nil>' : typeName(one)
    throw uncodedFault(`expected elements of argument "arr" to be of type string, got type ${got}`, frame)
  })
  return texts.join(args.string('v'))
})
