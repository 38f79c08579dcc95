import { FluxError } from '../language/flux-error.ts'
import { Regexp } from './value.ts'

/** Compiles Go's RE2 syntax with JavaScript's engine. Throws a FluxError with Go's words where it does not parse. */
export function compileRegexp(source: string): Regexp {
  let flags = 'u'
  let body = source
  const leading = /^\(\?([imsU]+)\)/.exec(body)
  if (leading !== null) {
    body = body.slice(leading[0].length)
    for (const flag of leading[1] ?? '') if (flag !== 'U') flags += flag
  }
  const translated = body
    .replaceAll('(?P<', '(?<')
    .replaceAll('\\z', '$(?![\\s\\S])')
    .replaceAll('\\A', '^')
    .replaceAll('[[:alpha:]]', '[A-Za-z]')
    .replaceAll('[[:digit:]]', '[0-9]')
    .replaceAll('[[:alnum:]]', '[0-9A-Za-z]')
    .replaceAll('[[:space:]]', '\\s')
    .replaceAll('[[:upper:]]', '[A-Z]')
    .replaceAll('[[:lower:]]', '[a-z]')
  for (const attempt of [flags, flags.replace('u', '')]) {
    try {
      return new Regexp(source, new RegExp(translated, attempt))
    } catch {
      // Escapes of punctuation are allowed in RE2 and refused by the unicode mode: the second attempt takes them.
    }
  }
  throw new FluxError(`error parsing regexp: ${faultOf(source)}`, { code: 'internal error' })
}

function faultOf(source: string): string {
  const open = source.lastIndexOf('[')
  if (open >= 0 && !source.includes(']', open)) return `missing closing ]: \`${source.slice(open)}\``
  if (/^[*+?]/.test(source)) return `missing argument to repetition operator: \`${source[0]}\``
  const opened = source.replaceAll(/\\./g, '').match(/\(/g)?.length ?? 0
  const closed = source.replaceAll(/\\./g, '').match(/\)/g)?.length ?? 0
  if (opened > closed) return `missing closing ): \`${source}\``
  if (closed > opened) return `unexpected ): \`${source}\``
  if (source.endsWith('\\')) return 'trailing backslash at end of expression: ``'
  return `invalid or unsupported Perl syntax: \`${source}\``
}
