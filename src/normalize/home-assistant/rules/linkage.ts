import { putTag } from '../../draft.ts'
import type { EntityLink } from '../registry.ts'
import type { RuleFactory } from '../rule.ts'

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
 * (never the text "null"). Without a registry entry the device's name falls back to the friendly name.
 */
export const linkage: RuleFactory = ({ shape }) => {
  const wanted = sources.filter(([tag]) => shape.tags.includes(tag))
  if (wanted.length === 0) return undefined
  return ({ link, attributes }, draft) => {
    for (const [tag, key] of wanted) {
      const known = link?.[key]
      if (known !== undefined) putTag(draft, tag, known)
      else if (tag === 'device_name' && link?.deviceId === undefined && typeof attributes.friendly_name === 'string') {
        putTag(draft, tag, attributes.friendly_name)
      }
    }
  }
}
