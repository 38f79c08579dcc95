import type { Defect } from './defect.ts'

/** A batch about to be sent. */
export interface Sending {
  /** From 1. */
  readonly attempt: number
  /** Nanoseconds since the epoch. */
  readonly nowNs: bigint
}

type Body = string | Uint8Array<ArrayBuffer>

/** What a writer with a defect makes of a batch. */
const wrong: Partial<Record<Defect, (lines: readonly string[], sending: Sending) => Body>> = {
  'counts-characters-as-bytes': (lines) => {
    const text = lines.join('\n')
    return new TextEncoder().encode(text).slice(0, text.length)
  },
  'cuts-large-bodies': (lines) => {
    const text = lines.join('\n')
    return text.length > 65_536 ? text.slice(0, text.lastIndexOf('\n', 65_536)) : text
  },
  'keeps-one-line-a-point': (lines) => [...new Map(lines.map((line) => [pointOf(line), line])).values()].join('\n'),
  'stamps-again-on-retry': (lines, { attempt, nowNs }) =>
    lines.map((line) => (attempt === 1 ? line : line.replace(/ -?\d+$/, ` ${nowNs}`))).join('\n'),
}

/** The body of a request. */
export function bodyOf(
  lines: readonly string[],
  { defect, ...sending }: Sending & { readonly defect: Defect | undefined },
): Body {
  return (defect && wrong[defect]?.(lines, sending)) ?? lines.join('\n')
}

/** Series and time. */
function pointOf(line: string): string {
  return `${line.slice(0, line.indexOf(' '))} ${line.slice(line.lastIndexOf(' '))}`
}
