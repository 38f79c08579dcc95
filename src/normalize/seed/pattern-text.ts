import type { Random } from '../generate/random.ts'

/** Most repeats where a quantifier has no upper bound. */
const unbounded = 3
const classes: Readonly<Record<string, string>> = {
  d: '0123456789',
  w: 'abcdefghijklmnopqrstuvwxyz0123456789_',
  s: ' ',
}

/**
 * A text that a regular expression probably matches: literals, classes, groups, alternatives and quantifiers; anchors and lookaheads are skipped over. Undefined
 * for a pattern that cannot be read so. The caller tests the text.
 */
export function patternText(pattern: string, random: Random): string | undefined {
  const reader = { at: 0, pattern, random }
  try {
    const text = alternatives(reader)
    return reader.at === pattern.length ? text : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

interface Reader {
  at: number
  readonly pattern: string
  readonly random: Random
}

function alternatives(reader: Reader): string {
  const options: string[] = [sequence(reader)]
  while (reader.pattern[reader.at] === '|') {
    reader.at++
    options.push(sequence(reader))
  }
  return reader.random.pick(options)
}

function sequence(reader: Reader): string {
  let text = ''
  for (;;) {
    const char = reader.pattern[reader.at]
    if (char === undefined || char === '|' || char === ')') return text
    const start = reader.at
    const once = atom(reader)
    const [least, most] = quantifier(reader)
    const end = reader.at
    const times = reader.random.int(least, most)
    for (let i = 0; i < times; i++) {
      if (i === 0) text += once
      else {
        // The atom is read again, so that each repeat is a choice of its own.
        reader.at = start
        text += atom(reader)
      }
    }
    reader.at = end
  }
}

function atom(reader: Reader): string {
  const { pattern, random } = reader
  const char = pattern.charAt(reader.at++)
  if (char === '^' || char === '$') return ''
  if (char === '.') return random.pick([...(classes.w ?? '')])
  if (char === '[') return set(reader)
  if (char === '\\') return escaped(reader)
  if (char !== '(') return char
  const lookaround =
    pattern.startsWith('?=', reader.at) || pattern.startsWith('?!', reader.at) || pattern.startsWith('?<', reader.at)
  if (pattern.startsWith('?:', reader.at)) reader.at += 2
  else if (lookaround) {
    reader.at = pattern.indexOf(')', reader.at) + 1
    return ''
  }
  const text = alternatives(reader)
  if (pattern[reader.at] !== ')') throw new RangeError('unclosed group')
  reader.at++
  return text
}

function escaped(reader: Reader): string {
  const char = reader.pattern.charAt(reader.at++)
  if (char === 'b' || char === 'B') return ''
  const members = classes[char]
  if (members !== undefined) return reader.random.pick([...members])
  if (/[a-zA-Z0-9]/.test(char)) throw new RangeError(`escape ${char}`)
  return char
}

function set(reader: Reader): string {
  const { pattern } = reader
  if (pattern[reader.at] === '^') throw new RangeError('negated set')
  const members: string[] = []
  while (reader.at < pattern.length && pattern[reader.at] !== ']') {
    const char = pattern.charAt(reader.at++)
    if (char === '\\') {
      const name = pattern.charAt(reader.at++)
      members.push(...(classes[name] ?? name))
    } else if (pattern[reader.at] === '-' && pattern[reader.at + 1] !== ']') {
      const last = pattern.charCodeAt(reader.at + 1)
      for (let code = char.charCodeAt(0); code <= last; code++) members.push(String.fromCharCode(code))
      reader.at += 2
    } else members.push(char)
  }
  reader.at++
  return reader.random.pick(members)
}

function quantifier(reader: Reader): [least: number, most: number] {
  const rest = reader.pattern.slice(reader.at)
  const match = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(rest)
  if (match === null) return [1, 1]
  reader.at += match[0].length
  const [, sign, least = '1', comma, most] = match
  if (sign === '?') return [0, 1]
  if (sign !== undefined) return [sign === '*' ? 0 : 1, unbounded]
  const from = Number(least)
  if (comma === undefined) return [from, from]
  return [from, most === undefined || most === '' ? from + unbounded : Math.min(Number(most), from + 8)]
}
