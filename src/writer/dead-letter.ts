import { appendFileSync } from 'node:fs'
import type { PointFate } from './point-fate.ts'

/**
 * Appends a point that is not stored to a file: a comment with ordinal, rule and reason, then its line, so that the file can be mended and written.
 * Quotes in comments become apostrophes: a server that reads `="` in a comment swallows the lines after it.
 */
export function appendDeadLetter(path: string, { fate, rule, reason, line, ordinal }: PointFate): void {
  const said = `point ${ordinal} ${fate}: ${rule}: ${reason}`.replaceAll('"', "'").replace(/[\r\n]+/g, ' ')
  appendFileSync(path, `# ${said}\n${line.replace(/[\r\n]+/g, ' ')}\n`, { mode: 0o600 })
}
