import type { Clock } from '../clock/index.ts'
import type { Backoff } from './backoff.ts'
import type { Gate } from './gate.ts'
import { expiredPoints, readPartialWrite, type Suspects, suspectsOfConflict } from './partial-write.ts'
import type { PendingPoint } from './pending-point.ts'
import type { Verdict } from './point-fate.ts'
import { refusedLines } from './refused-lines.ts'
import type { SendLines } from './send-lines.ts'
import { wait } from './wait.ts'
import type { TransientAnswer, WriteAnswer } from './write-answer.ts'

/** What a delivery needs of its writer. */
export interface DeliveryOptions {
  readonly send: SendLines
  /** The lines of points as one body. */
  readonly bodyOf: (points: readonly PendingPoint[]) => Uint8Array<ArrayBuffer>
  readonly gate: Gate
  readonly backoff: Backoff
  readonly clock: Clock
  /** Attempts after the first before a request is given up; absent: until the deadline of close. */
  readonly retryLimit?: number | undefined
  /** Aborted when the writer stops waiting. */
  readonly signal: AbortSignal
  stored(points: readonly PendingPoint[]): void
  settle(points: readonly PendingPoint[], verdict: Verdict): void
  /** Before each wait and at each definite refusal. */
  failed(answer: WriteAnswer, points: readonly PendingPoint[], willRetry: boolean): void
}

/** What earlier requests may have done to the points at hand. */
interface History {
  /** A request that carried them had no definite answer, or stored some of them. */
  readonly maybeStored: boolean
}

type Decided = Exclude<WriteAnswer, TransientAnswer>
type Sent = { readonly answer: Decided | undefined; readonly rule: string } & History

/** Sends points until each is decided: retries, splits what is refused, and finds out whose fault it was. Parts go one after the other, in order. */
export async function deliver(
  points: readonly PendingPoint[],
  options: DeliveryOptions,
  before: History = { maybeStored: false },
): Promise<void> {
  if (points.length === 0) return
  const { answer, rule, maybeStored } = await sendUntilDecided(points, options, before)
  const history = { maybeStored }
  if (answer === undefined) {
    const fate = maybeStored ? 'unknown' : 'dropped'
    options.settle(points, { fate, rule, reason: reasonOfGivingUp(maybeStored, rule) })
    return
  }
  if (answer.kind === 'stored') {
    options.stored(points)
    return
  }
  options.failed(answer, points, false)
  switch (answer.kind) {
    case 'partial':
      return deliverPartial(points, options, { message: answer.message, history })
    case 'refused':
      return deliverRefused(points, options, { message: answer.message, history })
    case 'too-large':
      if (points.length > 1) return deliverHalves(points, options, history)
      return options.settle(points, definite('too-large', answer.message, history))
    case 'denied':
      return options.settle(points, definite(answer.rule, answer.message, history))
  }
}

/** Not stored by this request; by an earlier one, perhaps. */
function definite(rule: string, reason: string, { maybeStored }: History): Verdict {
  return { fate: maybeStored ? 'unknown' : 'rejected', rule, reason }
}

function reasonOfGivingUp(maybeStored: boolean, rule: string): string {
  const why = rule === 'deadline' ? 'the writer stopped waiting' : 'the retry limit was reached'
  return maybeStored ? `${why}; a request may have stored it` : `${why}; no request stored it`
}

async function sendUntilDecided(
  points: readonly PendingPoint[],
  { send, bodyOf, gate, backoff, clock, retryLimit = Number.POSITIVE_INFINITY, signal, failed }: DeliveryOptions,
  before: History,
): Promise<Sent> {
  const body = bodyOf(points)
  let { maybeStored } = before
  for (let failures = 0; ; ) {
    if (!(await gate.pass(signal))) return { answer: undefined, rule: 'deadline', maybeStored }
    const answer = await send(body, signal)
    if (answer.kind !== 'transient') {
      gate.succeeded()
      return { answer, rule: '', maybeStored }
    }
    maybeStored ||= answer.maybeStored
    gate.failed(answer.retryAfterMs)
    failures++
    const willRetry = failures <= retryLimit && !signal.aborted
    failed(answer, points, willRetry)
    if (!willRetry) return { answer: undefined, rule: signal.aborted ? 'deadline' : 'retry-limit', maybeStored }
    if (answer.retryAfterMs === undefined) await wait(backoff(failures), { clock, signal })
  }
}

interface Refusal {
  readonly message: string
  readonly history: History
}

/** 400: nothing is stored. Points that are known to be at fault leave; the rest goes again, in halves where nobody is known. */
async function deliverRefused(
  points: readonly PendingPoint[],
  options: DeliveryOptions,
  { message, history }: Refusal,
): Promise<void> {
  const refused = refusedLines(points, message)
  for (const { point, reason } of refused) options.settle([point], { fate: 'rejected', rule: 'refused', reason })
  if (refused.length > 0) {
    const bad = new Set(refused.map(({ point }) => point))
    return deliver(
      points.filter((point) => !bad.has(point)),
      options,
      history,
    )
  }
  if (points.length > 1) return deliverHalves(points, options, history)
  options.settle(points, { fate: 'rejected', rule: 'refused', reason: message })
}

/**
 * 422: some are dropped, the others stored. Where the text does not tell which, parts are sent again: a stored point is only stored once more,
 * a dropped one is dropped again.
 */
async function deliverPartial(
  points: readonly PendingPoint[],
  options: DeliveryOptions,
  { message, history }: Refusal,
): Promise<void> {
  const found = readPartialWrite(message)
  if (found.dropped === 0) return options.stored(points)
  const { rule } = found
  // An expired point is stored by a request that opens its shard, and dropped by a later one that does not.
  const verdict: Verdict =
    rule === 'expired' ? definite(rule, message, history) : { fate: 'rejected', rule, reason: message }
  if (points.length === 1 || found.dropped === points.length) return options.settle(points, verdict)
  const exact = rule === 'expired' ? expiredPoints(points, found) : undefined
  if (exact !== undefined) {
    options.stored(exact.others)
    return options.settle(exact.suspected, verdict)
  }
  const { suspected, others }: Suspects = suspectsOfConflict(points, found)
  const now = { maybeStored: true }
  if (suspected.length === 0 || others.length === 0) return deliverHalves(points, options, now)
  await deliver(others, options, now)
  await deliver(suspected, options, now)
}

async function deliverHalves(
  points: readonly PendingPoint[],
  options: DeliveryOptions,
  history: History,
): Promise<void> {
  const middle = Math.ceil(points.length / 2)
  await deliver(points.slice(0, middle), options, history)
  await deliver(points.slice(middle), options, history)
}
