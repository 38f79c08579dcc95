import type { PointShape } from '../workload.ts'
import { energy } from './energy.ts'
import { homeAssistant } from './home-assistant.ts'
import { phm } from './phm.ts'
import type { PointForm } from './point-form.ts'
import { sparse } from './sparse.ts'
import { wide } from './wide.ts'

/** The form of each shape. */
export const forms: Readonly<Record<PointShape, PointForm>> = {
  'home-assistant': homeAssistant,
  energy,
  phm,
  wide,
  sparse,
}
