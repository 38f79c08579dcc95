import { putTag } from '../../draft.ts'
import type { LabelRuleFactory } from '../labels.ts'

/** Tags entity_id, domain, device_class and event_type: who changed. */
export const identity: LabelRuleFactory = ({ shape }) => {
  const declares = (tag: string) => shape.tags.includes(tag)
  return ({ entityId, domain, deviceClass }, draft) => {
    if (declares('entity_id')) putTag('entity_id', entityId, { draft })
    if (declares('domain')) putTag('domain', domain, { draft })
    if (declares('device_class')) putTag('device_class', deviceClass, { draft })
    if (declares('event_type')) putTag('event_type', 'state_changed', { draft })
  }
}
