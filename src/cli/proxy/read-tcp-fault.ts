import { parseDuration, toMilliseconds } from '../../contract/duration.ts'
import { UsageError } from '../../errors/index.ts'
import type { TcpFault } from '../../fault/tcp/tcp-fault.ts'

interface Part {
  readonly name: keyof TcpFault
  readonly expected: string
  /** Undefined: not of this form. */
  read(text: string): number | string | undefined
}

const milliseconds = { expected: 'a duration from 0 with its unit, as in 50ms', read: readMilliseconds }
const bytes = { expected: 'a size, as in 100B, 2kB or 1MiB', read: readBytes }

/** Parts of a fault by the words of the command line. */
const parts: Readonly<Record<string, Part>> = {
  latency: { name: 'latencyMs', ...milliseconds },
  jitter: { name: 'jitterMs', ...milliseconds },
  bandwidth: { name: 'bytesPerSecond', expected: 'a size a second from 1B, as in 64kB/s', read: readRate },
  slice: { name: 'sliceBytes', expected: 'a size from 1B', read: (text) => positive(readBytes(text)) },
  'reset-after': { name: 'resetAfterBytes', ...bytes },
  'silent-after': { name: 'silentAfterBytes', ...bytes },
  'silent-for': { name: 'silentMs', ...milliseconds },
  towards: {
    name: 'towards',
    expected: 'server or client',
    read: (text) => (text === 'server' || text === 'client' ? text : undefined),
  },
}

/** Reads what goes wrong with the bytes of a connection: `latency=50ms,bandwidth=64kB/s`. @throws UsageError */
export function readTcpFault(text: string): TcpFault {
  const fault: Partial<Record<keyof TcpFault, number | string>> = {}
  for (const one of text.split(',')) {
    const [word = '', ...rest] = one.trim().split('=')
    const part = Object.hasOwn(parts, word) ? parts[word] : undefined
    if (part === undefined) throw refused(`${Object.keys(parts).join(', ')}, each with = and its value`, one)
    if (fault[part.name] !== undefined) throw refused(`${word} once`, text)
    const value = part.read(rest.join('='))
    if (value === undefined) throw refused(`${word}= and ${part.expected}`, one)
    fault[part.name] = value
  }
  if (fault.silentMs !== undefined && fault.silentAfterBytes === undefined)
    throw refused('silent-after where silent-for is given', text)
  return fault as TcpFault
}

function refused(expected: string, found: string): UsageError {
  return new UsageError({ operation: 'read a TCP fault', expected, found: found || 'nothing', next: 'Correct --tcp' })
}

function readMilliseconds(text: string): number | undefined {
  const duration = parseDuration(text)
  return duration === undefined || duration < 0n ? undefined : toMilliseconds(duration)
}

const units: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
}

function readBytes(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,6})?)([A-Za-z]{1,3})$/.exec(text) ?? []
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined
  return factor === undefined ? undefined : Math.round(Number(number) * factor)
}

function readRate(text: string): number | undefined {
  return text.endsWith('/s') ? positive(readBytes(text.slice(0, -2))) : undefined
}

function positive(count: number | undefined): number | undefined {
  return count !== undefined && count > 0 ? count : undefined
}
