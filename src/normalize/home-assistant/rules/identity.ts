import { putTag } from '../../draft.ts'
import type { LabelRuleFactory } from '../labels.ts'

/** Tags entity_id, domain, device_class and event_type: who changed. */
export const identity: LabelRuleFactory = ({ shape }) => {
  const declares = (tag: string) => shape.tags.includes(tag)
  return ({ entityId, domain, deviceClass }, draft) => {
    if (declares('entity_id')) putTag(draft, 'entity_id', entityId)
    if (declares('domain')) putTag(draft, 'domain', domain)
    if (declares('device_class')) putTag(draft, 'device_class', deviceClass)
    if (declares('event_type')) putTag(draft, 'event_type', 'state_changed')
  }
}
