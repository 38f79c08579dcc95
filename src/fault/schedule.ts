import { draw, pick } from './draw.ts'
import type { Fault } from './fault.ts'

/** A request as a schedule sees it, before its body is read. */
export interface Arrival {
  /** Number of the connection, from 0. */
  readonly connection: number
  /** Number of the request on its connection, from 0. */
  readonly ordinal: number
  /** Number of the request among all that the proxy has seen, from 0. */
  readonly sequence: number
  readonly method: string
  readonly path: string
}

/** Says which fault a request meets; undefined: none. */
export type Schedule = (arrival: Arrival) => Fault | undefined

/** A fault and the requests that meet it. Absent conditions hold for every request. */
export interface FaultRule {
  readonly fault: Fault
  readonly method?: string
  /** Start of the path. Default /api/v2/write. */
  readonly path?: string
  readonly connection?: number
  /** First and last request that the rule holds for, counted over all requests of this method and path, from 0; inclusive. */
  readonly from?: number
  readonly to?: number
  /** Share of those requests, drawn by seed. Default 1. */
  readonly share?: number
}

/** Where writes go: what rules and seeded schedules disturb unless told otherwise. */
export const writePath = '/api/v2/write'

/** The first rule that holds decides. Each rule counts the requests that match its method and path. */
export function scheduleOfRules(rules: readonly FaultRule[], { seed = 0 }: { readonly seed?: number } = {}): Schedule {
  const counts = rules.map(() => 0)
  return (arrival) => {
    let chosen: Fault | undefined
    for (const [index, rule] of rules.entries()) {
      if (!arrival.path.startsWith(rule.path ?? writePath)) continue
      if (rule.method !== undefined && rule.method !== arrival.method) continue
      if (rule.connection !== undefined && rule.connection !== arrival.connection) continue
      const count = counts[index] ?? 0
      counts[index] = count + 1
      if (count < (rule.from ?? 0) || count > (rule.to ?? Number.POSITIVE_INFINITY)) continue
      if (draw(seed, index, arrival.connection, arrival.ordinal) >= (rule.share ?? 1)) continue
      chosen ??= rule.fault
    }
    return chosen
  }
}

export interface SeededOptions {
  readonly seed: number
  /** Share of the requests that meet a fault. Default 0.3. */
  readonly rate?: number
  readonly faults: readonly Fault[]
  /** Requests of a connection from this ordinal on pass, so that a run comes to its end. Default: never. */
  readonly calmFrom?: number
  /** Start of the path. Default /api/v2/write. */
  readonly path?: string
}

/** A fault as a function of seed, connection and ordinal only: independent of timing and of other connections. */
export function seededSchedule(options: SeededOptions): Schedule {
  const { seed, rate = 0.3, faults, calmFrom = Number.POSITIVE_INFINITY, path = writePath } = options
  return ({ connection, ordinal, path: asked }) => {
    if (!asked.startsWith(path) || ordinal >= calmFrom || faults.length === 0) return undefined
    if (draw(seed, 'meets', connection, ordinal) >= rate) return undefined
    return pick(faults, draw(seed, 'which', connection, ordinal))
  }
}
