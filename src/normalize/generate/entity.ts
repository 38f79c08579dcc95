import type { JsonRecord } from '../record.ts'
import type { Simulator } from './simulator.ts'

/** An entity of the generated home. */
export interface Entity {
  readonly entityId: string
  /** Key of its device in `devices`; absent: it has none. */
  readonly device?: string
  /** Its own area, where that is not its device's. */
  readonly area?: string
  readonly platform: string
  readonly category?: 'config' | 'diagnostic'
  /** How often it reports, relative to others. */
  readonly weight: number
  /** Attributes that never change. */
  readonly attributes: JsonRecord
  readonly next: Simulator
}

/** A device of the generated home, as the device registry has it. */
export interface Device {
  readonly id: string
  readonly name: string
  readonly nameByUser?: string
  readonly manufacturer?: string
  readonly model?: string
  readonly swVersion?: string
  readonly areaId?: string
}

/** An area of the generated home. Its id keeps the first name that it had. */
export interface Area {
  readonly areaId: string
  readonly name: string
}
