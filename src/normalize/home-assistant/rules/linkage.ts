import { putTag } from '../../draft.ts'
import type { LabelRuleFactory } from '../labels.ts'
import type { EntityLink } from '../registry.ts'

const sources: readonly (readonly [tag: string, link: keyof EntityLink])[] = [
  ['area', 'area'],
  ['location', 'area'],
  ['device_name', 'deviceName'],
  ['device_id', 'deviceId'],
  ['area_id', 'areaId'],
  ['entity_category', 'category'],
  ['integration', 'integration'],
]

/**
 * Tags from the registries: area, device, integration, and the entity category, which a primary entity does not have
 * (never the text "null"). Where no device is known, the device's name is the first friendly name that the entity gave.
 */
export const linkage: LabelRuleFactory = ({ shape }) => {
  const wanted = sources.filter(([tag]) => shape.tags.includes(tag))
  if (wanted.length === 0) return undefined
  return ({ link, friendlyName }, draft) => {
    for (const [tag, key] of wanted) {
      const fallback = tag === 'device_name' && link?.deviceId === undefined ? friendlyName : undefined
      putTag(tag, link?.[key] ?? fallback, { draft })
    }
  }
}
