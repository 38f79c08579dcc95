import { draw, pick } from '../draw.ts'
import type { TcpFault } from './tcp-fault.ts'

/** Says which fault a connection meets, by its number from 0; undefined: none. */
export type TcpSchedule = (connection: number) => TcpFault | undefined

export interface SeededTcpOptions {
  readonly seed: number
  /** Share of the connections that meet a fault, from 0 to 1. Default 1. */
  readonly rate?: number
  readonly faults: readonly TcpFault[]
}

/** A fault as a function of seed and connection only: independent of timing and of other connections. */
export function seededTcpSchedule({ seed, rate = 1, faults }: SeededTcpOptions): TcpSchedule {
  return (connection) => {
    if (faults.length === 0 || draw(seed, 'tcp meets', connection) >= rate) return undefined
    return pick(faults, draw(seed, 'tcp which', connection))
  }
}
