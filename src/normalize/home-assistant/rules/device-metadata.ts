import { putText } from '../../draft.ts'
import { type FieldTarget, fieldTarget } from '../../field-target.ts'
import type { EntityLink } from '../registry.ts'
import type { RuleFactory } from '../rule.ts'

const sources: readonly (readonly [field: string, link: keyof EntityLink])[] = [
  ['manufacturer', 'manufacturer'],
  ['model', 'model'],
  ['sw_version', 'swVersion'],
]

/** Fields manufacturer, model and sw_version of the entity's device, from the registry. */
export const deviceMetadata: RuleFactory = ({ shape }) => {
  const targets: (readonly [keyof EntityLink, FieldTarget])[] = []
  for (const [field, link] of sources) {
    const target = fieldTarget(shape, field)
    if (target !== undefined) targets.push([link, target])
  }
  if (targets.length === 0) return undefined
  return ({ link }, draft) => {
    if (link === undefined) return
    for (const [key, target] of targets) {
      const known = link[key]
      if (known !== undefined) putText(draft, target, known)
    }
  }
}
