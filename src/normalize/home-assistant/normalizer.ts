import { PointDraft } from '../draft.ts'
import { instantNs } from '../instant.ts'
import { drop, type Normalizer, type Outcome } from '../outcome.ts'
import type { HomeAssistantOptions } from './options.ts'
import { createStages } from './stages.ts'

/**
 * Makes a normalizer of Home Assistant `state_changed` events: one point for each, with the tags and fields of the
 * shape, or a drop with its reason. It remembers the latest weather state, and of each entity what its tags need.
 */
export function createHomeAssistantNormalizer(options: HomeAssistantOptions): Normalizer {
  const { measurement } = options.shape
  const { pass, labelsOf, run } = createStages(options)
  return {
    normalize(event): Outcome {
      const change = pass(event)
      if ('kind' in change) return change
      const labels = labelsOf(change.entity)
      const draft = new PointDraft(labels.tags, labels.decisions)
      run(change, draft)
      draft.fixed(labels.fields)
      const { tags, fields, decisions } = draft
      if (fields.length === 0) return drop('no fields', change.entity.entityId)
      return { kind: 'point', point: { measurement, tags, fields, time: instantNs(change.time) }, decisions }
    },
  }
}
