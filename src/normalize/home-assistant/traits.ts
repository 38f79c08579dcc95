import { booleanStates } from './boolean-state.ts'
import type { KnownEntity } from './known-entity.ts'
import { isNumericEntity } from './numeric-entity.ts'
import type { RuleContext } from './options.ts'
import type { ReadAttributes } from './read-attributes.ts'
import { createUnitPlans, type UnitPlan } from './unit-plan.ts'

/** What an entity and its attributes say about its states: worked out once for attributes that come again. */
export interface Traits {
  /** The device class of the entity then. */
  readonly deviceClass: string | undefined
  /** What to do with the unit of its numbers; undefined where it has none. */
  readonly unit: UnitPlan | undefined
  /** See `isNumericEntity`. */
  readonly isNumeric: boolean
  /** See `booleanStates`. */
  readonly truths: ReadonlyMap<string, boolean> | undefined
  /** The attribute confidence, else probability, as it is. */
  readonly confidence: unknown
}

/** Makes traits by the rules of a shape. */
export function createTraits(context: RuleContext): (entity: KnownEntity, attributes: ReadAttributes) => Traits {
  const key = 'normalized_value'
  const plans = createUnitPlans(context, { rule: key, key })
  return ({ domain, deviceClass }, attributes) => {
    const unit = attributes.unit_of_measurement
    return {
      deviceClass,
      unit: typeof unit === 'string' && unit !== '' ? plans(unit, deviceClass) : undefined,
      isNumeric: isNumericEntity(domain, { deviceClass, attributes }),
      truths: booleanStates(domain),
      confidence: attributes.confidence ?? attributes.probability,
    }
  }
}
