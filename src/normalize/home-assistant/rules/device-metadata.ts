import { putText } from '../../draft.ts'
import { type FieldTarget, fieldTarget } from '../../field-target.ts'
import type { LabelRuleFactory } from '../labels.ts'
import type { EntityLink } from '../registry.ts'

const sources: readonly (readonly [field: string, link: keyof EntityLink])[] = [
  ['manufacturer', 'manufacturer'],
  ['model', 'model'],
  ['sw_version', 'swVersion'],
]

/** Fields manufacturer, model and sw_version of the entity's device, from the registry. */
export const deviceMetadata: LabelRuleFactory = ({ shape }) => {
  const targets: (readonly [keyof EntityLink, FieldTarget])[] = []
  for (const [field, link] of sources) {
    const target = fieldTarget(shape, field)
    if (target !== undefined) targets.push([link, target])
  }
  if (targets.length === 0) return undefined
  return ({ link }, draft) => {
    for (const [key, target] of targets) {
      const known = link?.[key]
      if (known !== undefined) putText(target, known, { draft })
    }
  }
}
