import { type CivilDate, epochDays } from '../instant.ts'

/** What a pattern aggregate sums up. */
export type PeriodKind = 'date' | 'week' | 'month'

const dayNs = 86_400_000_000_000n
const shapes: Readonly<Record<PeriodKind, RegExp>> = {
  date: /^(\d{4})-(\d\d)-(\d\d)$/,
  week: /^(\d{4})-W(\d\d)$/,
  month: /^(\d{4})-(\d\d)$/,
}

/**
 * The start of a period in UTC, nanoseconds since the epoch: `2025-10-24` at midnight, ISO week `2025-W43` on its
 * Monday, `2025-10` on the first. Undefined for a period that does not exist. A rerun of a detector overwrites, because the time
 * depends on the period alone.
 */
export function periodStart(kind: PeriodKind, text: string): bigint | undefined {
  const match = shapes[kind].exec(text)
  if (match === null) return undefined
  const [year = 0, second = 0, third = 1] = match.slice(1).map(Number)
  const day = kind === 'week' ? isoWeekDay(year, second) : civilDay({ year, month: second, day: third })
  return day === undefined ? undefined : BigInt(day) * dayNs
}

/** The day, since the epoch, on which an ISO week begins. Week 1 holds the 4th of January. */
function isoWeekDay(year: number, week: number): number | undefined {
  const start = firstMonday(year) + (week - 1) * 7
  return week >= 1 && start < firstMonday(year + 1) ? start : undefined
}

function firstMonday(year: number): number {
  const fourth = epochDays({ year, month: 1, day: 4 })
  // 1970-01-01, day 0, was a Thursday.
  return fourth - mod(fourth + 3, 7)
}

function civilDay(date: CivilDate): number | undefined {
  const { year, month, day } = date
  if (month < 1 || month > 12 || day < 1) return undefined
  const start = epochDays(date)
  const next = month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }
  return start < epochDays(next) ? start : undefined
}

function mod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
