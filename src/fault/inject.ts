import { gzipSync } from 'node:zlib'
import type { Clock } from '../clock/index.ts'
import type { Fault } from './fault.ts'
import { firstHalf } from './lines.ts'
import { errorAnswer, type WireAnswer, withHeader } from './wire-answer.ts'

/** What a fault may do with its request. */
export interface Injection {
  readonly fault: Fault | undefined
  /** The body as text; decompressed. */
  body(): string
  readonly clock: Clock
  /** Sends a body on; without an argument the request as it came. */
  forward(body?: string): Promise<WireAnswer>
  /** Everything is refused until then. */
  goDown(ms: number): void
  stepClock(ms: number): void
  /** Ms by which dates are off. */
  readonly clockOffMs: number
}

/** Lets a fault happen to a request whose body was read; faults that come before the body are the caller's. */
export async function inject(injection: Injection): Promise<WireAnswer> {
  const { fault, clock, forward } = injection
  switch (fault?.kind) {
    case undefined:
    case 'stale-connection':
      return forward()
    case 'refuse':
      return { kind: 'broken', how: 'refused' }
    case 'reset':
      return { kind: 'broken', how: 'reset' }
    case 'delay':
      await wait(clock, fault.ms)
      return forward()
    case 'slow-headers': {
      const answer = await forward()
      await wait(clock, fault.ms)
      return answer
    }
    case 'trickle': {
      const answer = await forward()
      return answer.kind === 'broken' ? answer : { ...answer, trickle: { ms: fault.ms, bytes: fault.bytes ?? 16 } }
    }
    case 'status': {
      const { status, message = `answered by the fault proxy: ${status}` } = fault
      const retryAfter = retryAfterOf(fault, injection)
      return errorAnswer(status, message, retryAfter === undefined ? [] : ['retry-after', retryAfter])
    }
    case 'commit-drop-answer':
      await forward()
      return { kind: 'broken', how: 'reset' }
    case 'commit-half':
      await forward(firstHalf(injection.body()))
      return errorAnswer(500, 'unexpected error writing points to database: timeout')
    case 'lie':
      return { kind: 'answer', status: 204, headers: [], body: new Uint8Array() }
    case 'answer-twice': {
      const answer = await forward()
      return answer.kind === 'broken' ? answer : { ...answer, twice: true }
    }
    case 'truncated-gzip':
      return truncate(await forward())
    case 'clock-step':
      injection.stepClock(fault.ms)
      return forward()
    case 'restart':
      injection.goDown(fault.ms)
      return { kind: 'broken', how: 'reset' }
    case 'disk-full':
      return errorAnswer(500, 'unexpected error writing points to database: engine: write wal: no space left on device')
  }
}

/** Resolves when `clock` has moved on by `ms`. */
export function wait(clock: Clock, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  clock.schedule(ms, resolve)
  return promise
}

function retryAfterOf(
  { retryAfter, retryAfterMs = 1000 }: Extract<Fault, { kind: 'status' }>,
  { clock, clockOffMs }: Injection,
): string | undefined {
  if (retryAfter !== 'date') return retryAfter === undefined ? undefined : String(retryAfter)
  return new Date(Number(clock.nowNs() / 1_000_000n) + clockOffMs + retryAfterMs).toUTCString()
}

function truncate(answer: WireAnswer): WireAnswer {
  if (answer.kind === 'broken') return answer
  const packed = gzipSync(answer.body.length > 0 ? answer.body : new Uint8Array(64))
  const headers = withHeader(answer.headers, 'content-encoding', 'gzip')
  const body = packed.subarray(0, packed.length / 2)
  return { ...answer, status: answer.status === 204 ? 200 : answer.status, headers, body, truncated: true }
}
