import { nanosecondsOf, timeRange } from '../grammar.ts'
import type { Precision } from '../types.ts'
import { skipBlanks } from './fields.ts'
import { goInt } from './number.ts'
import { type Refusal, refuse } from './refusal.ts'

/** The time of a line in nanoseconds; undefined where it has none. */
export interface RawTime {
  readonly time: bigint | undefined
}

/** Reads the last block of a line, in binary text. Without a time, whatever follows a newline there is not looked at. */
export function scanTime(line: string, options: { from: number; precision: Precision }): RawTime | Refusal {
  const start = skipBlanks(line, options.from)
  const bad = indexFrom(line, notInTime, line[start] === '-' ? start + 1 : start)
  if (line[bad] !== undefined && line[bad] !== ' ' && line[bad] !== '\n') return refuse('bad-timestamp', bad)
  const text = line.slice(start, bad)
  if (text === '') return { time: undefined }
  const count = goInt(text)
  if (typeof count === 'string') return refuse(text === '-' ? 'bad-timestamp' : 'time-out-of-range', start, count)
  const time = count * nanosecondsOf[options.precision]
  if (time < timeRange.min || time > timeRange.max) {
    return refuse('time-out-of-range', start, `time outside range ${timeRange.min} - ${timeRange.max}`)
  }
  const rest = indexFrom(line, /[^ ]/g, bad)
  return rest < line.length ? refuse('point-is-invalid', rest) : { time }
}

const notInTime = /[^0-9]/g

function indexFrom(text: string, expression: RegExp, from: number): number {
  expression.lastIndex = from
  return expression.exec(text)?.index ?? text.length
}
