import type { Decision } from '../decision.ts'
import { createDraft, putText } from '../draft.ts'
import { fieldTarget } from '../field-target.ts'
import { type FixedFields, fixFields } from '../fixed-fields.ts'
import { type Conversion, conversion } from '../units/convert.ts'
import type { RuleContext } from './options.ts'
import { quantityOf } from './quantity.ts'

/** What to do with values of one unit and device class. */
export interface UnitPlan {
  /** Field unit_of_measurement, with the unit after the conversion, or the given one where there is none; empty where the shape has no such field. */
  readonly unit: FixedFields
  readonly convert: Conversion
  /** Reported for every value that the conversion changes. */
  readonly decision: Decision | undefined
  /** Reported for every event that has the unit. */
  readonly unitDecisions: readonly Decision[]
}

const maxKnownPlans = 10_000

/** Finds the plan of a unit; each is worked out once and then shared by all events. */
export function createUnitPlans(
  context: RuleContext,
  report: { readonly rule: string; readonly key: string },
): (unit: string, deviceClass: string | undefined) => UnitPlan {
  const plans = new Map<string | undefined, Map<string, UnitPlan>>()
  let known = 0
  return (unit, deviceClass) => {
    let ofClass = plans.get(deviceClass)
    if (ofClass === undefined) {
      ofClass = new Map()
      plans.set(deviceClass, ofClass)
    }
    let plan = ofClass.get(unit)
    if (plan === undefined) {
      if (++known > maxKnownPlans) {
        plans.clear()
        known = 0
      }
      plan = planOf(unit, { deviceClass, context, report })
      ofClass.set(unit, plan)
    }
    return plan
  }
}

function planOf(
  unit: string,
  options: { deviceClass: string | undefined; context: RuleContext; report: { rule: string; key: string } },
): UnitPlan {
  const { deviceClass, context, report } = options
  const quantity = quantityOf(unit, deviceClass)
  const to = quantity === undefined ? undefined : context.unitOf(quantity)
  const convert = quantity === undefined || to === undefined ? undefined : conversion(quantity, { from: unit, to })
  if (to === undefined || convert === undefined || unit === to)
    return { ...unitField(unit, context), convert: (value) => value, decision: undefined }
  return { ...unitField(to, context), convert, decision: { kind: 'converted', ...report, from: unit, to } }
}

function unitField(unit: string, { shape }: RuleContext): Pick<UnitPlan, 'unit' | 'unitDecisions'> {
  const target = fieldTarget(shape, 'unit_of_measurement')
  const draft = createDraft()
  if (target !== undefined) putText(target, unit, { draft })
  return { unit: fixFields(draft.fields), unitDecisions: draft.decisions }
}
