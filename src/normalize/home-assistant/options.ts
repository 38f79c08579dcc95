import type { PointShape } from '../shape.ts'
import type { Quantity } from '../units/table.ts'
import type { Registry } from './registry.ts'

/** How Home Assistant events become points. Plain data; a contract's measurement gives the shape. */
export interface HomeAssistantOptions {
  readonly shape: PointShape
  /** IANA zone of the home, for `time_of_day`. Default UTC. */
  readonly timeZone?: string
  /** Device, area and integration of each entity. Default: none is known. */
  readonly registry?: Registry
  /** Unit that `normalized_value` is converted to, by quantity. Default: the first unit of each (units/table.ts). */
  readonly units?: Readonly<Partial<Record<Quantity, string>>>
  /** What becomes of `unavailable` and `unknown`: a point with the text and no number, or a drop. Default keep. */
  readonly unavailable?: 'keep' | 'drop'
  /** The entity whose weather is joined onto others. Default: whichever weather entity reported last. */
  readonly weatherEntity?: string
  /** A weather state older than this (seconds) is not joined. Default 6 h. */
  readonly weatherMaxAgeSeconds?: number
}

/** What every rule of the Home Assistant pipeline is made from. */
export interface RuleContext extends HomeAssistantOptions {
  /** Unit of a quantity in this deployment. */
  readonly unitOf: (quantity: Quantity) => string
}
