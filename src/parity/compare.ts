import { placeholderText, type Variables } from './placeholders.ts'
import type { RecordedResponse } from './scenario.ts'

/** What the server under test answered, its kept headers and its body as text. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** How an answer stands to the recorded one. `exact`: status, kept headers and body agree. */
export type Agreement = 'exact' | 'body' | 'status' | 'divergent'

export interface Comparison {
  readonly agreement: Agreement
  readonly statusAgrees: boolean
  readonly headersAgree: boolean
  readonly bodyAgrees: boolean
}

/** The headers that transcripts keep; any other says nothing. */
export const keptHeaders = [
  'content-type',
  'content-encoding',
  'retry-after',
  'x-influxdb-version',
  'x-influxdb-build',
  'x-platform-error-code',
  'location',
  'www-authenticate',
  'set-cookie',
  'allow',
] as const

const rfc3339 =
  '(?:\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2}| \\+0000 UTC)|[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT)'
const maskPatterns: Readonly<Record<string, string>> = {
  id: '[0-9a-f]{16}',
  token: '(?:[A-Za-z0-9_-]{86}==|[A-Za-z0-9_-]{20,})',
  time: rfc3339,
  name: '[a-z]+-[a-z]+-[0-9a-f]+',
  duration: '[0-9hms.µn]+',
  hash: '[A-Za-z0-9_=-]+',
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

/** A recorded text as a pattern: masks match what they stand for, everything else itself. */
export function maskedPattern(text: string, variables: Variables, version: string): RegExp {
  const parts = text.split(/(<(?:id|token|time|name|duration|hash)>|\{\{[^{}]+\}\}|v2\.8\.0)/)
  const pattern = parts.map((part, index) => {
    if (index % 2 === 0) return escapePattern(part)
    if (part === 'v2.8.0') return `(?:v2\\.8\\.0|${escapePattern(`v${version}`)})`
    if (part.startsWith('<')) return maskPatterns[part.slice(1, -1)] ?? escapePattern(part)
    const value = placeholderText(part.slice(2, -2), variables)
    return escapePattern(value ?? part)
  })
  return new RegExp(`^${pattern.join('')}$`, 's')
}

const masked = /<(?:id|token|time|name|duration|hash)>|\{\{[^{}]+\}\}|v2\.8\.0/

function textAgrees(recorded: string, found: string, variables: Variables, version: string): boolean {
  if (recorded === found) return true
  if (!masked.test(recorded)) return false
  return maskedPattern(recorded, variables, version).test(found)
}

function jsonAgrees(recorded: unknown, found: unknown, variables: Variables, version: string): boolean {
  if (typeof recorded === 'string') {
    // Answers of templates have ids as decimal numbers, which transcripts mask like any other.
    if (typeof found === 'number') return recorded === '<id>' && found > 1e15
    return typeof found === 'string' && textAgrees(recorded, found, variables, version)
  }
  if (typeof recorded !== 'object' || recorded === null) return Object.is(recorded, found)
  if (typeof found !== 'object' || found === null) return false
  if (Array.isArray(recorded)) {
    if (!Array.isArray(found) || found.length !== recorded.length) return false
    return recorded.every((one, index) => jsonAgrees(one, found[index], variables, version))
  }
  if (Array.isArray(found)) return false
  const rest = new Map(Object.entries(found))
  for (const [key, value] of Object.entries(recorded)) {
    const match = rest.has(key) ? key : [...rest.keys()].find((one) => textAgrees(key, one, variables, version))
    if (match === undefined || !jsonAgrees(value, rest.get(match), variables, version)) return false
    rest.delete(match)
  }
  return rest.size === 0
}

function bodyAgrees(recorded: unknown, found: string, variables: Variables, version: string): boolean {
  if (typeof recorded === 'string') return textAgrees(recorded, found, variables, version)
  let parsed: unknown
  try {
    parsed = JSON.parse(found)
  } catch {
    return false
  }
  return jsonAgrees(recorded, parsed, variables, version)
}

/**
 * Compares an answer with the recorded one, reading masks as patterns.
 * @param version of the server that is stood for, without the v: version strings of 2.8.0 stand for it too.
 */
export function compare(
  recorded: RecordedResponse,
  answer: Answer,
  { variables, version }: { variables: Variables; version: string },
): Comparison {
  const statusAgrees = recorded.status === answer.status
  const headersAgree = keptHeaders.every((name) => {
    const expected = recorded.headers[name]
    const found = answer.headers[name]
    if (expected === undefined || found === undefined) return expected === found
    if (name === 'x-influxdb-version') return found === `v${version}`
    return textAgrees(expected, found, variables, version)
  })
  const body = bodyAgrees(recorded.body, answer.body, variables, version)
  const agreement: Agreement =
    statusAgrees && body ? (headersAgree ? 'exact' : 'body') : statusAgrees ? 'status' : 'divergent'
  return { agreement, statusAgrees, headersAgree, bodyAgrees: body }
}
