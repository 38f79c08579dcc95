import { unstampedKey } from './cells.ts'
import type { Cell, History, Operation, Reading } from './history-model.ts'
import { judgeKey, type KeyWrite } from './judge-key.ts'
import type { KeyFinding, KeyVerdict } from './verdict.ts'

/** All verdicts of one history. */
export interface HistoryReport {
  /** False if any answer of the writer was wrong. */
  readonly sound: boolean
  /** One for each key, in the order in which keys were first written; keys that nobody wrote last. */
  readonly keys: readonly KeyFinding[]
  /** The anomalies among them. */
  readonly anomalies: readonly KeyFinding[]
  readonly totals: Readonly<Partial<Record<KeyVerdict, number>>>
}

/**
 * Decides from what was handed in, what the writer said and what a server then showed whether every answer was true. Pure. Each reading is
 * judged with what had been said by then; an answer that the final reading bears out, but an earlier one did not, was premature.
 * @throws RangeError for a history without readings: nothing can be told from it.
 */
export function checkHistory(history: History): HistoryReport {
  const final = history.readings.at(-1)
  if (final === undefined) throw new RangeError('check a history: expected at least one reading, found none')
  const findings = new Map(judgeReading(history, final).map((finding) => [finding.key, finding]))
  for (const reading of history.readings.slice(0, -1)) {
    for (const early of judgeReading(history, reading)) {
      const ended = findings.get(early.key)
      if (!early.anomaly || ended?.anomaly !== false) continue
      const transient = early.verdict === 'lost' || early.verdict === 'stale-overwrite'
      findings.set(early.key, {
        ...early,
        ...(transient && {
          verdict: 'premature',
          explanation: `said to be stored at a moment when it was not: ${early.explanation}; it came later`,
        }),
      })
    }
  }
  const keys = [...findings.values()]
  const anomalies = keys.filter(({ anomaly }) => anomaly)
  const totals: Partial<Record<KeyVerdict, number>> = {}
  for (const { verdict } of keys) totals[verdict] = (totals[verdict] ?? 0) + 1
  return { sound: anomalies.length === 0, keys, anomalies, totals }
}

/** What had not been said when the reading was taken counts as unknown; what had not been handed in does not count. */
function asKnownAt(operations: readonly Operation[], at: number): readonly Operation[] {
  return operations.flatMap((operation) => {
    if (operation.invoked > at) return []
    return operation.completed > at && operation.outcome !== 'unknown'
      ? [{ ...operation, outcome: 'unknown' as const }]
      : [operation]
  })
}

function judgeReading(history: History, reading: Reading): readonly KeyFinding[] {
  const writes = writesByKey(asKnownAt(history.operations, reading.at))
  const found = foundByKey(reading.cells, writes)
  const types = typesByField(reading.cells)
  const keys = new Set([...writes.keys(), ...found.keys()])
  return [...keys].map((key) => {
    const written = writes.get(key) ?? []
    const [cell] = [...written.map((write) => write.cell)]
    return judgeKey({
      key,
      writes: written,
      found: found.get(key) ?? [],
      typesThere: cell && types.get(fieldOf(cell)),
      oldestNs: history.oldestNs,
    })
  })
}

function writesByKey(operations: readonly Operation[]): Map<string, KeyWrite[]> {
  const writes = new Map<string, KeyWrite[]>()
  const ordered = operations.toSorted((a, b) => a.invoked - b.invoked || a.id - b.id)
  for (const operation of ordered) {
    for (const cell of operation.cells) {
      const list = writes.get(cell.key)
      if (list) list.push({ operation, cell })
      else writes.set(cell.key, [{ operation, cell }])
    }
  }
  return writes
}

/** Cells under the key that was written: with their time, or without where the writer left the stamping to others. */
function foundByKey(cells: readonly Cell[], writes: ReadonlyMap<string, unknown>): Map<string, Cell[]> {
  const found = new Map<string, Cell[]>()
  for (const cell of cells) {
    const bare = writes.has(cell.key) ? cell.key : unstampedKey(cell)
    const key = writes.has(bare) ? bare : cell.key
    const list = found.get(key)
    if (list) list.push(cell)
    else found.set(key, [cell])
  }
  return found
}

function typesByField(cells: readonly Cell[]): Map<string, Set<string>> {
  const types = new Map<string, Set<string>>()
  for (const cell of cells) {
    const known = types.get(fieldOf(cell))
    if (known) known.add(cell.type)
    else types.set(fieldOf(cell), new Set([cell.type]))
  }
  return types
}

function fieldOf({ measurement, field }: Cell): string {
  return `${measurement}\n${field}`
}
