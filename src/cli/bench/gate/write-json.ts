import { writeFileSync } from 'node:fs'
import type { Io } from '../../io.ts'

/** Writes a report to a file, or for `-` to standard output. */
export function writeJson(report: unknown, path: string, io: Io): void {
  const text = `${JSON.stringify(report, null, 2)}\n`
  if (path === '-') io.stdout.write(text)
  else writeFileSync(path, text)
}
