import type { LedgerEntry } from '../fault/ledger.ts'
import { unstampedKey } from '../history/cells.ts'
import type { Cell, Operation } from '../history/history-model.ts'
import type { ConformanceCase } from './conformance-case.ts'
import type { Finding } from './finding.ts'
import { shorten } from './shorten.ts'

export interface Observed {
  readonly operations: readonly Operation[]
  /** What is on the server in the end. */
  readonly final: readonly Cell[]
  /** Keys on which an answer of the writer was wrong. */
  readonly anomalous: ReadonlySet<string>
  readonly writes: readonly LedgerEntry[]
  readonly takenUnanswered: number
}

/** What a case expects beyond true answers, and did not get. */
export function missedExpectations({ expects }: ConformanceCase, observed: Observed): readonly Finding[] {
  const { maxRequests, maxTaken, pauseMs } = expects
  const { writes, takenUnanswered } = observed
  const findings: Finding[] = []
  const missing = expects.delivers ? undelivered(expects.delivers, observed) : []
  if (missing.length > 0)
    findings.push({
      class: 'undelivered',
      text: `${missing.length} lines could have been stored and are not, the first: ${shorten(missing[0] ?? '')}`,
    })
  if (maxRequests !== undefined && writes.length > maxRequests)
    findings.push({ class: 'endless', text: `${writes.length} requests where ${maxRequests} suffice` })
  if (maxTaken !== undefined && takenUnanswered > maxTaken)
    findings.push({
      class: 'unbounded',
      text: `${takenUnanswered} lines taken while the server had answered nothing; a bounded buffer takes at most ${maxTaken}`,
    })
  const pause = pauseMs === undefined ? undefined : shortestPause(writes)
  if (pauseMs !== undefined && pause !== undefined && pause < pauseMs * 0.95)
    findings.push({
      class: 'hasty',
      text: `a request ${Math.round(pause)} ms after an answer that asked for ${pauseMs} ms`,
    })
  return findings
}

/** Lines that are not there and about which the writer told no untruth: those are anomalies already. */
function undelivered(wanted: (line: string) => boolean, { operations, final, anomalous }: Observed): readonly string[] {
  const there = new Set(final.flatMap((cell) => [cell.key, unstampedKey(cell)]))
  return operations
    .filter(({ line, cells }) => wanted(line) && cells.some(({ key }) => !there.has(key) && !anomalous.has(key)))
    .map(({ line }) => line)
}

/** Ms between an answer of the proxy with a status and the next request. */
function shortestPause(writes: readonly LedgerEntry[]): number | undefined {
  const pauses = writes.flatMap(({ fault, answeredNs, sequence }) => {
    if (fault?.kind !== 'status' || answeredNs === undefined) return []
    const next = writes.find((other) => other.sequence > sequence)
    return next ? [Number(next.arrivedNs - answeredNs) / 1e6] : []
  })
  return pauses.length === 0 ? undefined : Math.min(...pauses)
}
