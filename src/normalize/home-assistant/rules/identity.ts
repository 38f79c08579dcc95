import { putTag } from '../../draft.ts'
import type { RuleFactory } from '../rule.ts'

/** Tags entity_id, domain, device_class and event_type: who changed. */
export const identity: RuleFactory = ({ shape }) => {
  const entityId = shape.tags.includes('entity_id')
  const domain = shape.tags.includes('domain')
  const deviceClass = shape.tags.includes('device_class')
  const eventType = shape.tags.includes('event_type')
  return (change, draft) => {
    // Entity ids and domains are proven ASCII: nothing to clean.
    if (entityId) draft.tags.push(['entity_id', change.entityId])
    if (domain) draft.tags.push(['domain', change.domain])
    if (deviceClass) putTag(draft, 'device_class', change.deviceClass)
    if (eventType) draft.tags.push(['event_type', 'state_changed'])
  }
}
