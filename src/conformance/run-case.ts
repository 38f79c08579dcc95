import { setTimeout as delay } from 'node:timers/promises'
import { type Clock, createSystemClock } from '../clock/index.ts'
import { createEngine } from '../engine/engine.ts'
import { FluxproofError } from '../errors/index.ts'
import { createFaultProxy } from '../fault/fault-proxy.ts'
import type { LedgerEntry } from '../fault/ledger.ts'
import type { Listening } from '../fault/listen.ts'
import { type Schedule, scheduleOfRules } from '../fault/schedule.ts'
import { createTcpFaultProxy } from '../fault/tcp/tcp-fault-proxy.ts'
import type { TcpSchedule } from '../fault/tcp/tcp-schedule.ts'
import { cellsOfLine } from '../history/cells.ts'
import { checkHistory } from '../history/check-history.ts'
import type { Operation } from '../history/history-model.ts'
import type { KeyFinding } from '../history/verdict.ts'
import { caseServer } from './case-server.ts'
import { firstLineNs } from './cases/lines.ts'
import type { ConformanceCase, FindingClass } from './conformance-case.ts'
import type { Finding } from './finding.ts'
import { missedExpectations } from './missed-expectations.ts'
import type { Reader } from './read-back.ts'
import { shorten } from './shorten.ts'
import { createVirtualTime } from './virtual-time.ts'
import type { WriterFactory } from './writer-adapter.ts'
import { WriterSession } from './writer-session.ts'

/** `virtual`: in process, in no time, for writers that use fetch and clock of the server; `sockets`: for all others. */
export type Way = 'virtual' | 'sockets'

export interface RunCaseOptions {
  readonly writer: WriterFactory
  readonly reader: Reader
  readonly way: Way
  /** Until a call counts as hanging, in ms. Default 900 000 of virtual time, 8000 on sockets. */
  readonly deadlineMs?: number
  /** Replaces the faults of the case. */
  readonly schedule?: Schedule
}

/** What a case found. */
export interface CaseResult {
  readonly id: string
  readonly says: string
  /** Empty: passed. */
  readonly findings: readonly Finding[]
  /** The observed history, a line a call. */
  readonly observed: readonly string[]
  readonly ledger: readonly LedgerEntry[]
}

/** A case of ours needs a tenth of it: whoever sends more would go on for ever. */
const mostRequests = 3000
const anomaliesNamed = 3
/** Rounds of 25 ms without a request: then nothing more comes. */
const quietEnough = 12

/** Runs one case on a fresh writer: a fresh engine, a proxy with the faults of the case, a history, its verdicts. */
export async function runCase(one: ConformanceCase, options: RunCaseOptions): Promise<CaseResult> {
  const { writer, reader } = options
  const way = one.tcp ? 'sockets' : options.way
  const { deadlineMs = way === 'virtual' ? 900_000 : 8000 } = options
  const virtual = way === 'virtual' ? createVirtualTime(firstLineNs + 3_600_000_000_000n) : undefined
  const clock = virtual?.clock ?? createSystemClock()
  // Before anything is opened: it may throw.
  const adapter = writer()
  await using engine = await createEngine({ clock: engineClock(clock), flags: { retentionCheckIntervalMs: 1e12 } })
  engine.bootstrap({ ...caseServer, retentionSeconds: one.retentionSeconds })
  await seed(engine.fetch, one.before ?? [])
  const schedule = options.schedule ?? scheduleOfRules(one.rules ?? [])
  const proxy = createFaultProxy({ upstream: engine.fetch, clock, schedule })
  const listening = virtual ? undefined : await proxy.listen()
  const front = listening && one.tcp && (await disturbed(listening, one.tcp))
  const session = new WriterSession({
    adapter,
    engine,
    proxy,
    reader,
    clock,
    deadlineMs,
    drive: virtual?.drive ?? within,
  })
  let over = false
  // A writer that never gives up goes on after its case: here it waits for ever, and is forgotten.
  const fetch = (request: Request) =>
    over || proxy.ledger.entries.length >= mostRequests ? new Promise<Response>(() => {}) : proxy.fetch(request)
  const { org, bucket, token } = caseServer
  const server = { url: (front ?? listening)?.url ?? 'http://conformance.invalid', org, bucket, token }
  try {
    if (await session.open(() => adapter.open(virtual ? { ...server, fetch, clock } : server))) {
      await session.play(one)
      await calm(session, virtual?.drive)
    }
  } finally {
    over = true
    await front?.close()
    await listening?.close()
  }
  const operations = [...session.log.operations(), ...seeded(one.before ?? [], session.log.count)]
  const final = await session.readFinal()
  const report = checkHistory({
    operations,
    readings: [...session.readings, final],
    ...(one.retentionSeconds !== undefined && { oldestNs: firstLineNs - one.retentionSeconds * 1_000_000_000n }),
  })
  const anomalous = new Set(report.anomalies.map(({ key }) => key))
  const missed = missedExpectations(one, {
    operations,
    final: final.cells,
    anomalous,
    writes: session.writes(),
    takenUnanswered: session.takenUnanswered,
  })
  const said = Object.entries(report.totals).map(([verdict, count]) => `${count} ${verdict}`)
  return {
    id: one.id,
    says: one.says,
    findings: [...session.findings, ...namedAnomalies(report.anomalies, operations), ...missed],
    observed: [...session.observed, `in the end: ${said.join(', ') || 'nothing'}`],
    ledger: proxy.ledger.entries,
  }
}

/** A port before one, where bytes are disturbed. */
function disturbed({ port }: Listening, schedule: TcpSchedule): Promise<Listening> {
  return createTcpFaultProxy({ to: { host: '127.0.0.1', port }, schedule }).listen()
}

/** Lines of cases are of 2023: an engine on wall time would find them expired where a bucket has a retention. */
function engineClock(clock: Clock): Clock {
  const offNs = clock.nowNs() - (firstLineNs + 3_600_000_000_000n)
  return { ...clock, nowNs: () => clock.nowNs() - offNs }
}

async function seed(fetch: (request: Request) => Promise<Response>, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  const { org, bucket, token } = caseServer
  const headers = { authorization: `Token ${token}` }
  const url = `http://conformance.invalid/api/v2/write?org=${org}&bucket=${bucket}`
  const { status } = await fetch(new Request(url, { method: 'POST', headers, body: lines.join('\n') }))
  if (status !== 204)
    throw new FluxproofError({ operation: 'seed a case', expected: 'status 204', found: `status ${status}` })
}

/** Lines that were there before count as stored by somebody else. */
function seeded(lines: readonly string[], from: number): readonly Operation[] {
  return lines.map((line, index) => {
    return {
      id: from + index,
      process: -1,
      line,
      cells: cellsOfLine(line),
      invoked: 0,
      completed: 0,
      outcome: 'ok' as const,
    }
  })
}

/** Requests under way come to their end, so that what arrives late is seen. */
async function calm(
  session: WriterSession,
  drive: ((work: Promise<unknown>, ms: number) => Promise<boolean>) | undefined,
) {
  if (drive) return void (await drive(new Promise(() => {}), 60_000))
  let quietRounds = 0
  for (let round = 0; round < 200 && quietRounds < quietEnough; round++) {
    const before = session.writes().length
    await delay(25)
    const requests = session.writes()
    const quiet = requests.length === before && requests.every(({ answer }) => answer !== undefined)
    quietRounds = quiet ? quietRounds + 1 : 0
  }
}

async function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const stop = new AbortController()
  const limit = delay(limitMs, false, { signal: stop.signal }).catch(() => false)
  const done = await Promise.race([
    work.then(
      () => true,
      () => true,
    ),
    limit,
  ])
  stop.abort()
  return done
}

function namedAnomalies(anomalies: readonly KeyFinding[], operations: readonly Operation[]): readonly Finding[] {
  const classes = Map.groupBy(anomalies, ({ verdict }) => verdict)
  return [...classes.values()].flatMap((same) =>
    same.slice(0, anomaliesNamed).map((one) => {
      const proof = one.operations.map((id) => shorten(operations[id]?.line ?? '')).join(' | ')
      const text = `${shorten(one.key)}: ${shorten(one.explanation)}${proof && ` (${proof})`}`
      return { class: one.verdict as FindingClass, text }
    }),
  )
}
