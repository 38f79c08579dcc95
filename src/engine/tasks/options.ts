import { Cron } from 'croner'
import { ApiError } from '../http/api-error.ts'

/** A duration as Flux writes it: magnitudes with units, and a sign before all. */
export interface FluxDuration {
  readonly negative: boolean
  readonly parts: readonly { readonly magnitude: number; readonly unit: string }[]
}

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  mo: 2_629_800_000,
  y: 31_557_600_000,
}

/** As the server stores it: `1h30m`. */
export function durationText({ negative, parts }: FluxDuration): string {
  return `${negative ? '-' : ''}${parts.map(({ magnitude, unit }) => `${magnitude}${unit}`).join('')}`
}

/** Milliseconds; a month counts 30.4375 days and a year 365.25. */
export function durationMs({ negative, parts }: FluxDuration): number {
  const total = parts.reduce((sum, { magnitude, unit }) => sum + magnitude * (unitMs[unit] ?? 0), 0)
  return negative ? -total : total
}

/** Reads `1h30m` or `-10m`; undefined where it is no duration. */
export function parseDuration(text: string): FluxDuration | undefined {
  const negative = text.startsWith('-')
  let rest = negative ? text.slice(1) : text
  const parts: { magnitude: number; unit: string }[] = []
  while (rest !== '') {
    const match = /^(\d+)(ns|us|µs|ms|mo|[smhdwy])/.exec(rest)
    if (!match?.[1] || !match[2]) return undefined
    parts.push({ magnitude: Number(match[1]), unit: match[2] })
    rest = rest.slice(match[0].length)
  }
  return parts.length === 0 ? undefined : { negative, parts }
}

/** The unit of an offset that Go's time.ParseDuration does not know (d, w, mo, y); undefined: it knows all. */
export function unknownGoUnit({ parts }: FluxDuration): string | undefined {
  return parts.find(({ unit }) => ['d', 'w', 'mo', 'y'].includes(unit))?.unit
}

interface ParsedOptions {
  readonly name: string
  readonly cron: string | undefined
  readonly every: FluxDuration | undefined
  readonly offset: FluxDuration | undefined
  readonly concurrency: number | undefined
  readonly retry: number | undefined
}

function isCron(text: string): boolean {
  try {
    return new Cron(text, { timezone: 'UTC', paused: true }).nextRun() !== undefined
  } catch {
    return false
  }
}

function everyFaults(every: FluxDuration): string[] {
  const ms = durationMs(every)
  if (ms < 1000) return ['every option must be at least 1 second']
  return ms % 1000 === 0 ? [] : ['every option must be expressible as whole seconds']
}

function bounded(name: string, value: number | undefined, most: number): string[] {
  if (value === undefined) return []
  if (value < 1) return [`${name} must be at least 1`]
  return value > most ? [`${name} exceeded max of ${most}`] : []
}

/** The rules of task/options/options.go in 2.8. Throws ApiError with all that are broken. */
export function validateOptions({ name, cron, every, offset, concurrency, retry }: ParsedOptions): void {
  const faults: string[] = []
  if (name === '') faults.push('name required')
  const hasEvery = every !== undefined && durationMs(every) !== 0
  if ((cron !== undefined && cron !== '') === hasEvery) {
    faults.push('must specify exactly one of either cron or every')
  }
  if (cron !== undefined && cron !== '' && !isCron(cron)) {
    const state = `{${'0 '.repeat(11)}false} ${'1'.repeat(12)}`
    faults.push(`cron invalid: failed to parse cron string '${cron}' ${state}`)
  }
  if (hasEvery) faults.push(...everyFaults(every))
  if (offset !== undefined && durationMs(offset) % 1000 !== 0) {
    faults.push('offset option must be expressible as whole seconds')
  }
  faults.push(...bounded('concurrency', concurrency, 100), ...bounded('retry', retry, 10))
  if (faults.length > 0) throw new ApiError('invalid', `invalid options: ${faults.join(', ')}`)
  const unit = offset === undefined ? undefined : unknownGoUnit(offset)
  if (offset !== undefined && unit !== undefined) {
    const text = durationText(offset)
    throw new ApiError(
      'internal error',
      `unexpected error parsing time: time: unknown unit "${unit}" in duration "${text}"`,
    )
  }
}
