import type { Decision } from '../../decision.ts'
import { putNumber, putText } from '../../draft.ts'
import { booleanValue, type FieldTarget, fieldTarget } from '../../field-target.ts'
import type { JsonRecord } from '../../record.ts'
import { attributePrefix } from '../read-attributes.ts'
import type { RuleFactory } from '../rule.ts'

/**
 * Fields attr_<attribute>: the attributes that the contract declares, in the type that it declares. A whole number in a
 * float field is a float (azimuth, elevation); null is left out; a text is no number, a truth value no number, and a
 * number no text, so that a field keeps its type for ever. Attributes that nobody declared are never written.
 */
export const attributes: RuleFactory = ({ shape }) => {
  const targets: { name: string; target: FieldTarget; isNull: Decision; wrong: Decision }[] = []
  for (const key of Object.keys(shape.fields)) {
    const target = key.startsWith(attributePrefix) ? fieldTarget(shape, key) : undefined
    if (target === undefined) continue
    targets.push({
      name: key.slice(attributePrefix.length),
      target,
      isNull: { kind: 'omitted', rule: 'attributes', key, reason: 'null' },
      wrong: { kind: 'omitted', rule: 'attributes', key, reason: 'wrong type' },
    })
  }
  if (targets.length === 0) return undefined
  return (change, draft) => {
    for (const { name, target, isNull, wrong } of targets) {
      const attributes: JsonRecord = change.attributes
      const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined
      if (value === undefined) continue
      if (value === null) draft.decisions.push(isNull)
      else if (typeof value === 'number' && target.type !== 'boolean' && target.type !== 'string')
        putNumber(target, value, { draft })
      else if (typeof value === 'string' && target.type === 'string') putText(target, value, { draft })
      else if (typeof value === 'boolean' && target.type === 'boolean') {
        const field = booleanValue(target.type, value)
        if (field !== undefined) draft.field(target, field)
      } else draft.decisions.push(wrong)
    }
  }
}
