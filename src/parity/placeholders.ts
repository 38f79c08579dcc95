/** What `{{name}}` stands for, and the scenario's start, from which `{{ns:-2h}}` counts. */
export interface Variables {
  /** Whole seconds since the epoch. */
  readonly startSeconds: number
  readonly values: Map<string, string>
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** Seconds of an offset such as `-2h`, `+1h30m`, `0`; throws where it is none. */
export function offsetSeconds(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1
  const body = text.replace(/^[+-]/, '')
  if (/^0+$/.test(body) || body === '') return 0
  let total = 0
  let rest = body
  while (rest !== '') {
    const match = /^(\d+(?:\.\d+)?)([smhdw])/.exec(rest)
    if (!match?.[1] || !match[2]) throw new Error(`parity: expected an offset such as -2h, found ${text}`)
    total += Number(match[1]) * (unitSeconds[match[2]] ?? 0)
    rest = rest.slice(match[0].length)
  }
  return sign * total
}

function timeText(kind: string, seconds: number): string {
  switch (kind) {
    case 's':
      return String(seconds)
    case 'ms':
      return `${seconds}000`
    case 'us':
      return `${seconds}000000`
    case 'ns':
      return `${seconds}000000000`
    default:
      return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
  }
}

/** The text of one placeholder's inside, or undefined where nothing of that name was captured. */
export function placeholderText(inside: string, variables: Variables): string | undefined {
  const time = /^(ns|us|ms|s|rfc):(.*)$/.exec(inside)
  if (time?.[1] && time[2] !== undefined) return timeText(time[1], variables.startSeconds + offsetSeconds(time[2]))
  return variables.values.get(inside)
}

/** Replaces every known `{{…}}` in `text`. */
export function expand(text: string, variables: Variables): string {
  return text.replace(/\{\{([^{}]+)\}\}/g, (whole, inside: string) => placeholderText(inside, variables) ?? whole)
}

/** `expand` in every string of a JSON value, keys included. */
export function expandDeep(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return expand(value, variables)
  if (Array.isArray(value)) return value.map((one) => expandDeep(one, variables))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [expand(key, variables), expandDeep(one, variables)]),
    )
  }
  return value
}
