import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchResult } from '../result/bench-result.ts'
import { historyEntries } from './history-entry.ts'
import { machineSlug } from './machine-slug.ts'
import { splitCutLine } from './read-history.ts'

export interface Appended {
  readonly path: string
  /** Lines that were not there yet. */
  readonly added: number
  /** What was repaired. */
  readonly warnings: readonly string[]
}

/**
 * Appends a result to the history of its machine class, a line for each workload and contender, after what another process appended.
 * The same result is added once. A last line that was cut off is removed first, so that no line is glued to it.
 * @param folder made where missing.
 */
export async function appendHistory(result: BenchResult, folder: string): Promise<Appended> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${machineSlug(result.machine.class)}.jsonl`)
  await using file = await open(path, 'a+')
  const text = await file.readFile('utf8')
  const { whole, rest } = splitCutLine(text)
  if (rest !== '') await file.truncate(Buffer.byteLength(whole))
  const known = new Set(whole.split('\n'))
  const lines = historyEntries(result)
    .map((entry) => JSON.stringify(entry))
    .filter((line) => !known.has(line))
  // A whole last line may lack its end.
  const start = whole.length > text.length ? '\n' : ''
  if (lines.length > 0) await file.appendFile(start + lines.map((line) => `${line}\n`).join(''))
  await file.sync()
  const warning = `${path}: the last line was cut off after ${rest.length} characters and is removed`
  return { path, added: lines.length, warnings: rest === '' ? [] : [warning] }
}
