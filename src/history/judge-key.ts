import { unstampedKey } from './cells.ts'
import type { Cell, Operation } from './history-model.ts'
import { precedes } from './precedence.ts'
import type { KeyFinding, KeyVerdict } from './verdict.ts'

/** An operation with the value that it writes to the key in question. */
export interface KeyWrite {
  readonly operation: Operation
  readonly cell: Cell
}

/** What a reading says about the place of a key. */
export interface KeyFacts {
  readonly key: string
  /** In order of invocation. */
  readonly writes: readonly KeyWrite[]
  /** What stands at the key; more than one for a key without a time. */
  readonly found: readonly Cell[]
  /** Type of the field in the reading, where points of it are there. */
  readonly typesThere: ReadonlySet<string> | undefined
  readonly oldestNs: bigint | undefined
}

/**
 * Decides one key. A value may stand if its operation did not fail and no operation that surely happened comes after it. The key may be
 * empty if no operation surely happened. Nothing else may be.
 */
export function judgeKey(facts: KeyFacts): KeyFinding {
  const { key, writes, found } = facts
  const finding = (
    verdict: KeyVerdict,
    anomaly: boolean,
    operations: readonly KeyWrite[],
    explanation: string,
  ): KeyFinding => ({
    key,
    verdict,
    anomaly,
    operations: operations.map(({ operation }) => operation.id),
    explanation,
  })
  const possible = writes.filter(({ operation }) => operation.outcome !== 'fail')
  const certain = writes.filter(({ operation }) => operation.outcome === 'ok')
  const last = certain.filter(({ operation }) => !certain.some((other) => precedes(operation, other.operation)))
  const [first] = found
  if (first === undefined) return judgeAbsence(facts, { certain, last, finding })
  if (found.length > distinctStamps(writes)) {
    return finding(
      'phantom',
      true,
      writes.slice(0, 1),
      `handed in once, there ${found.length} times: ${found.map((cell) => cell.key).join('; ')}`,
    )
  }
  const writers = possible.filter(({ cell }) => cell.value === first.value)
  if (writers.length === 0) {
    const failed = writes.filter(({ cell }) => cell.value === first.value).slice(-1)
    const why = failed.length > 0 ? 'its operation was said to have failed' : 'no operation wrote this value'
    return finding('phantom', true, failed, `${first.value} is there, but ${why}`)
  }
  const superseded = (write: KeyWrite) =>
    successors(write, certain).find((other) => other.cell.value !== write.cell.value)
  const standing = writers.find((write) => superseded(write) === undefined)
  if (standing === undefined) {
    const old = writers[writers.length - 1]
    const newer = old && superseded(old)
    const value = newer?.cell.value ?? ''
    return finding(
      'stale-overwrite',
      true,
      [old, newer].filter((write) => write !== undefined),
      `${first.value} is there, but ${value} was handed in after it and is said to be stored`,
    )
  }
  const same = certain.filter(({ cell }) => cell.value === first.value)
  if (same.length > 1) return finding('duplicate-collapsed', false, same, `handed in ${same.length} times, there once`)
  return finding('stored', false, [standing], 'there as handed in')
}

/**
 * All of `certain` that come after `write` in every order: also those that come after one that comes after it, since the order
 * within a process and the order in time join to one.
 */
function successors(write: KeyWrite, certain: readonly KeyWrite[]): KeyWrite[] {
  const found = new Set<KeyWrite>()
  const look = (one: KeyWrite): void => {
    for (const other of certain) {
      if (found.has(other) || !precedes(one.operation, other.operation)) continue
      found.add(other)
      look(other)
    }
  }
  look(write)
  return certain.filter((one) => found.has(one))
}

interface Absence {
  readonly certain: readonly KeyWrite[]
  readonly last: readonly KeyWrite[]
  readonly finding: (
    verdict: KeyVerdict,
    anomaly: boolean,
    operations: readonly KeyWrite[],
    explanation: string,
  ) => KeyFinding
}

function judgeAbsence({ writes, typesThere, oldestNs }: KeyFacts, { certain, last, finding }: Absence): KeyFinding {
  const anomaly = certain.length > 0
  const witnesses = anomaly ? last.slice(-1) : writes.slice(-1)
  const said = anomaly ? 'said to be stored' : 'not said to be stored'
  const cell = witnesses[0]?.cell
  if (cell?.timeNs !== undefined && oldestNs !== undefined && cell.timeNs < oldestNs) {
    return finding(
      'retention-dropped',
      anomaly,
      witnesses,
      `${said}, but its time is outside the retention of the bucket`,
    )
  }
  if (cell && typesThere && typesThere.size > 0 && !typesThere.has(cell.type)) {
    return finding(
      'type-dropped',
      anomaly,
      witnesses,
      `${said}, but field ${cell.field} is ${[...typesThere].join(' and ')} on the server, not ${cell.type}`,
    )
  }
  if (anomaly) return finding('lost', true, witnesses, 'said to be stored, and not there')
  return finding('absent', false, witnesses, 'not there, and not said to be stored')
}

/** How many points may stand at a key: one, or for a key without time one for each operation. */
function distinctStamps(writes: readonly KeyWrite[]): number {
  return writes.some(({ cell }) => cell.timeNs === undefined && unstampedKey(cell) === cell.key) ? writes.length : 1
}
