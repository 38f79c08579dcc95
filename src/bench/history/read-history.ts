import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../../errors/index.ts'
import { type HistoryEntry, historyEntrySchema } from './history-entry.ts'

export interface History {
  /** By time. */
  readonly entries: readonly HistoryEntry[]
  /** What was left out, and why. */
  readonly warnings: readonly string[]
}

/**
 * Reads all history files (`*.jsonl`) of a folder. A last line that was cut off, as by a full disk, is left out with a warning.
 * @returns no entries for a folder that is not there.
 * @throws UsageError for any other line that is no entry of format version 1.
 */
export async function readHistory(folder: string): Promise<History> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const files = names.filter((name) => name.endsWith('.jsonl')).toSorted()
  const histories = await Promise.all(files.map((name) => readHistoryFile(join(folder, name))))
  return {
    entries: histories.flatMap(({ entries }) => entries).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    warnings: histories.flatMap(({ warnings }) => warnings),
  }
}

async function readHistoryFile(path: string): Promise<History> {
  const text = await readFile(path, 'utf8')
  const { whole, rest } = splitCutLine(text)
  const entries = whole
    .split('\n')
    .flatMap((line, index) => (line === '' ? [] : [readLine(line, { place: `${path}:${index + 1}` })]))
  const cut = `${path}: the last line is cut off after ${rest.length} characters and left out`
  return { entries, warnings: rest === '' ? [] : [cut] }
}

/** A history file up to its last whole line, and what stands behind it. A last line that is whole may lack its end. */
export function splitCutLine(text: string): { readonly whole: string; readonly rest: string } {
  const end = text.lastIndexOf('\n') + 1
  const rest = text.slice(end)
  if (rest === '') return { whole: text, rest }
  try {
    JSON.parse(rest)
    return { whole: `${text}\n`, rest: '' }
  } catch {
    return { whole: text.slice(0, end), rest }
  }
}

function readLine(line: string, { place }: { readonly place: string }): HistoryEntry {
  const expected = 'a line that `fluxproof bench history --add` wrote, of format version 1'
  const operation = `read the history ${place}`
  const next = 'Restore the file from git, or remove the line'
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new UsageError({ operation, expected, found: 'no JSON', next, cause })
  }
  const parsed = historyEntrySchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError({
    operation,
    expected,
    found: `${issue?.message} at ${issue?.path.join('.') || 'the line'}`,
    next,
  })
}
