import { formatTime, parseTime } from '../../client/rfc3339.ts'
import { UsageError } from '../../errors/index.ts'

/** The Flux expression of a relative time (`-15m`, units s, m, h, d, w), a date, a date and time with zone, or `now()`. @throws UsageError for anything else. */
export function timeBound(text: string): string {
  if (text === 'now()' || /^-\d{1,9}[smhdw]$/.test(text)) return text
  try {
    return formatTime(parseTime(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text))
  } catch {
    throw new UsageError({
      operation: 'read a time',
      expected: 'a relative time such as -1h, a date, a date and time with zone, or now()',
      found: JSON.stringify(text),
    })
  }
}
