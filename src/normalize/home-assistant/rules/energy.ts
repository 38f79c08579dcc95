import type { Decision } from '../../decision.ts'
import { type Draft, putNumber } from '../../draft.ts'
import { fieldTarget } from '../../field-target.ts'
import { numericText } from '../../numeric-text.ts'
import { isRecord } from '../../record.ts'
import { conversion } from '../../units/convert.ts'
import type { RuleFactory } from '../rule.ts'

const key = 'energy_consumption'
const restarted: Decision = {
  kind: 'converted',
  rule: 'energy',
  key,
  from: 'a meter that restarted',
  to: 'its new total',
}
const dipped: Decision = {
  kind: 'converted',
  rule: 'energy',
  key,
  from: 'a total that fell by less than a tenth',
  to: '0',
}

/**
 * Field energy_consumption (kWh, or the contract's unit): what a meter of device class energy counted since its old state, so that
 * sums over time are true; the running total is normalized_value. A total_increasing meter that falls has restarted and
 * counted its new total; one that falls by less than a tenth only dipped (Home Assistant's own rule).
 */
export const energy: RuleFactory = ({ shape, unitOf }) => {
  const target = fieldTarget(shape, key)
  if (target === undefined) return undefined
  const unit = target.unit ?? unitOf('energy')
  return (change, draft) => {
    const { entity, attributes, oldState } = change
    if (entity.deviceClass !== 'energy') return
    const stateClass = attributes.state_class
    if (stateClass !== 'total' && stateClass !== 'total_increasing') return
    const after = total(change.state, { from: attributes.unit_of_measurement, to: unit })
    const oldUnit = isRecord(oldState?.attributes) ? oldState.attributes.unit_of_measurement : undefined
    const before = total(oldState?.state, { from: oldUnit, to: unit })
    if (after === undefined || before === undefined) return
    const counted = stateClass === 'total' ? after - before : increase(draft, { before, after })
    putNumber(target, counted, { draft })
  }
}

function increase(draft: Draft, { before, after }: { before: number; after: number }): number {
  if (after >= before) return after - before
  const dip = after >= before * 0.9
  draft.decisions.push(dip ? dipped : restarted)
  return dip ? 0 : after
}

function total(state: unknown, { from, to }: { from: unknown; to: string }): number | undefined {
  if (typeof state !== 'string' || typeof from !== 'string') return undefined
  const value = numericText(state)
  return value === undefined ? undefined : conversion('energy', { from, to })?.(value)
}
