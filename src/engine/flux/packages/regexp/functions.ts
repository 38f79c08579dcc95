import { type Args, TypeConflict } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import { compileRegexp } from '../../values/regexp-syntax.ts'
import { FluxArray, isNull, Regexp, type Value } from '../../values/value.ts'
import { typeAndValue } from '../argument-fault.ts'
import { type Builtin, type BuiltinContext, builtin } from '../builtin.ts'
import { expand, matchesOf } from './matches.ts'

export const compile = builtin('compile', ['v'], (args) => {
  const v = args.value('v')
  if (typeof v === 'string') return compileRegexp(v)
  throw new FluxError(`cannot convert argument v of type ${typeAndValue(v)} to Regex`)
})

/** A text whose every character stands for itself. */
export const quoteMeta = builtin('quoteMeta', ['v'], (args) => {
  const v = args.value('v')
  if (typeof v === 'string') return v.replaceAll(/[\\.+*?()|[\]{}^$]/g, '\\$&')
  throw new FluxError(
    `cannot escape all regular expression metacharacters inside argument v of type ${typeAndValue(v)}`,
  )
})

/** A function of a regexp and a text. */
function ofText(
  name: string,
  further: readonly string[],
  run: (r: Regexp, v: string, args: Args, context: BuiltinContext) => Value,
): Builtin {
  return builtin(name, ['r', 'v', ...further], (args, context) => {
    const r = args.value('r')
    const v = args.value('v')
    if (r instanceof Regexp && typeof v === 'string') return run(r, v, args, context)
    if (context.frame.row && r instanceof Regexp && !isNull(v)) throw new TypeConflict('string', v)
    throw new FluxError(
      `cannot execute function containing argument r of type ${typeAndValue(r)} and argument v of type ${typeAndValue(v)}`,
    )
  })
}

export const matchRegexpString = ofText('matchRegexpString', [], ({ pattern }, v) => pattern.test(v))

/** The first match, or the empty text. */
export const findString = ofText('findString', [], ({ pattern }, v) => pattern.exec(v)?.[0] ?? '')

/** Start and end of the first match in bytes; empty: none. */
export const findStringIndex = ofText('findStringIndex', [], ({ pattern }, v) => {
  const match = pattern.exec(v)
  if (match === null) return new FluxArray([])
  const start = Buffer.byteLength(v.slice(0, match.index))
  return new FluxArray([BigInt(start), BigInt(start + Buffer.byteLength(match[0]))])
})

export const replaceAllString = ofText('replaceAllString', ['t'], (r, v, args) => {
  const template = args.string('t')
  let made = ''
  let at = 0
  for (const match of matchesOf(r, v)) {
    made += v.slice(at, match.index) + expand(template, match)
    at = match.index + match[0].length
  }
  return made + v.slice(at)
})

/** The parts between matches, at most `i` of them; all where it is negative. */
export const splitRegexp = ofText('splitRegexp', ['i'], (r, v, args) => {
  const limit = Number(args.int('i'))
  if (limit === 0) return new FluxArray([])
  if (v === '') return new FluxArray([''])
  const parts: string[] = []
  let from = 0
  let lastStart = 0
  for (const match of matchesOf(r, v)) {
    if (limit > 0 && parts.length === limit - 1) break
    lastStart = match.index
    const end = match.index + match[0].length
    if (end > 0) parts.push(v.slice(from, match.index))
    from = end
  }
  // As in Go, nothing follows an empty match at the end.
  if (lastStart !== v.length) parts.push(v.slice(from))
  return new FluxArray(parts)
})

export const getString = builtin('getString', ['r'], (args) => {
  const r = args.value('r')
  if (r instanceof Regexp) return r.source
  throw new FluxError(`cannot execute function containing argument r of type ${typeAndValue(r)}`)
})
