import { type Clock, createSystemClock } from '../clock/index.ts'
import { breakOf } from './arrived.ts'
import { connectionFault } from './connection-fault.ts'
import { inject, wait } from './inject.ts'
import { type Ledger, type LedgerEntry, ledgerOf } from './ledger.ts'
import type { Listening, ListenOptions, ProxyCore } from './listen.ts'
import type { Schedule } from './schedule.ts'
import { forwardTo, type ServerAnswer, type Upstream } from './upstream.ts'
import { headerOf, type WireAnswer, withHeader } from './wire-answer.ts'
import { plainText, type WireRequest, wireRequestOf, withBody } from './wire-request.ts'

export interface FaultProxyOptions {
  /** The server behind the proxy: a network transport, or an engine's fetch. */
  readonly upstream: Upstream
  /** Default: no faults. */
  readonly schedule?: Schedule
  /** For delays and dates. Default: wall time. */
  readonly clock?: Clock
  /** Keeps bodies in the ledger. Default true; false where a long run must not fill the memory. */
  readonly keepBodies?: boolean
}

/** A server between a client and a server, which knows what was committed. */
export interface FaultProxy extends ProxyCore {
  /** Answers a request in process: connection faults reject as fetch does. Requests of one connection share its number; default 0. */
  fetch(request: Request, options?: { readonly connection?: number }): Promise<Response>
  readonly ledger: Ledger
  /** Replaces the faults for requests that arrive from now on. */
  setSchedule(schedule: Schedule): void
  /** Serves on a port, in front of the same ledger. */
  listen(options?: ListenOptions): Promise<Listening>
}

/** Makes a proxy that disturbs requests as its schedule says, and keeps a ledger of what was forwarded and answered. */
export function createFaultProxy(options: FaultProxyOptions): FaultProxy {
  const { upstream, clock = createSystemClock(), keepBodies = true } = options
  let schedule: Schedule = options.schedule ?? (() => undefined)
  const entries: LedgerEntry[] = []
  const ordinals = new Map<number, number>()
  let downUntilNs = 0n
  let clockOffMs = 0

  const arrive: ProxyCore['arrive'] = ({ connection, method, path }) => {
    const ordinal = ordinals.get(connection) ?? 0
    ordinals.set(connection, ordinal + 1)
    const arrivedNs = clock.nowNs()
    const sequence = entries.length
    const chosen = schedule({ connection, ordinal, sequence, method, path })
    const fault = arrivedNs < downUntilNs ? ({ kind: 'refuse' } as const) : chosen
    const entry: LedgerEntry = { connection, ordinal, sequence, method, path, arrivedNs, ...(fault && { fault }) }
    entries.push(entry)
    const end = (answer: NonNullable<LedgerEntry['answer']>) => {
      entry.answer = answer
      entry.answeredNs = clock.nowNs()
    }
    return { fault, breaks: breakOf(fault, ordinal), broken: end, carry }

    async function carry(request: WireRequest): Promise<WireAnswer> {
      const text = () => plainText(request)
      const forward = async (replaced?: string): Promise<WireAnswer> => {
        entry.forwarded = keepBodies ? (replaced ?? text()) : ''
        const answer = await forwardTo(upstream, replaced === undefined ? request : withBody(request, replaced))
        entry.serverStatus = answer.status
        return clockOffMs === 0 ? answer : dated(answer, clockOffMs)
      }
      try {
        const answer = await inject({
          fault,
          clock,
          forward,
          clockOffMs,
          body: text,
          goDown: (ms) => {
            downUntilNs = clock.nowNs() + BigInt(Math.round(ms * 1e6))
          },
          stepClock: (ms) => {
            clockOffMs += ms
          },
        })
        end(answer.kind === 'broken' ? answer.how : answer.truncated ? 'truncated' : answer.status)
        return answer
      } catch (error) {
        end('no-server')
        throw error
      }
    }
  }

  return {
    clock,
    ledger: ledgerOf(entries),
    arrive,
    setSchedule(next) {
      schedule = next
    },
    async fetch(request, { connection = 0 } = {}) {
      const { pathname } = new URL(request.url)
      const arrived = arrive({ connection, method: request.method, path: pathname })
      if (arrived.breaks !== undefined) {
        const how = arrived.fault?.kind === 'refuse' ? 'refused' : 'reset'
        arrived.broken(how)
        throw connectionFault(how)
      }
      const answer = await arrived.carry(await wireRequestOf(request))
      if (answer.kind === 'broken') throw connectionFault(answer.how)
      if (answer.trickle) {
        const { ms, bytes } = answer.trickle
        await wait(clock, ms * Math.max(1, Math.ceil(answer.body.length / bytes)))
      }
      return responseOf(answer)
    },
    async listen(listenOptions = {}) {
      const { listen } = await import('./listen.ts')
      return listen({ arrive, clock }, listenOptions)
    },
  }
}

/** The answer as of a server whose clock is off. */
function dated(answer: ServerAnswer, clockOffMs: number): ServerAnswer {
  const date = Date.parse(headerOf(answer.headers, 'date') ?? '')
  if (Number.isNaN(date)) return answer
  return { ...answer, headers: withHeader(answer.headers, 'date', new Date(date + clockOffMs).toUTCString()) }
}

/** One that is truncated rejects when its body is read, as a connection that ends early does. */
function responseOf({ status, headers: flat, body, truncated }: ServerAnswer): Response {
  const headers = new Headers()
  for (let at = 0; at < flat.length; at += 2) headers.append(flat[at] ?? '', flat[at + 1] ?? '')
  if (truncated) {
    const stream = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    return new Response(stream, { status, headers })
  }
  const bare = status === 204 || status === 304
  return new Response(bare ? null : new Uint8Array(body), { status, headers })
}
