import type { Drop } from '../../normalize/outcome.ts'

/** A drop as a line of the file of drops. An event that is nested too deeply to be written again is there as the text of its whole message. */
export function droppedLine(parts: {
  readonly line: number
  readonly drop: Drop
  readonly event: unknown
  /** The message that the event came in. */
  readonly text: string
}): string {
  const { line, drop, event, text } = parts
  const { reason, detail } = drop
  try {
    return `${JSON.stringify({ line, reason, detail, event })}\n`
  } catch {
    return `${JSON.stringify({ line, reason, detail, event: text })}\n`
  }
}

/** A text of unknown origin as a terminal may show it: control characters are escaped as in JSON. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u2028\u2029]/gu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
