import type { Decision } from '../decision.ts'
import { type Conversion, conversion } from '../units/convert.ts'
import type { RuleContext } from './options.ts'
import { quantityOf } from './quantity.ts'

/** What to do with values of one unit and device class. */
export interface UnitPlan {
  /** Unit after the conversion; the given one where there is none. */
  readonly unit: string
  readonly convert: Conversion
  /** Reported for every value that the conversion changes. */
  readonly decision: Decision | undefined
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
  {
    deviceClass,
    context,
    report,
  }: { deviceClass: string | undefined; context: RuleContext; report: { rule: string; key: string } },
): UnitPlan {
  const quantity = quantityOf(unit, deviceClass)
  const to = quantity === undefined ? undefined : context.unitOf(quantity)
  const convert = quantity === undefined || to === undefined ? undefined : conversion(quantity, { from: unit, to })
  if (to === undefined || convert === undefined || unit === to)
    return { unit, convert: (value) => value, decision: undefined }
  return { unit: to, convert, decision: { kind: 'converted', ...report, from: unit, to } }
}
