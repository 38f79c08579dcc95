import type { Draft } from '../draft.ts'
import { drop, type Normalizer, type Outcome } from '../outcome.ts'
import { defaultUnits } from '../units/table.ts'
import { createGates } from './gates.ts'
import { createLabels } from './labels.ts'
import type { HomeAssistantOptions, RuleContext } from './options.ts'
import type { Rule, RuleFactory } from './rule.ts'
import { attributes } from './rules/attributes.ts'
import { confidence } from './rules/confidence.ts'
import { duration } from './rules/duration.ts'
import { energy } from './rules/energy.ts'
import { eventContext } from './rules/event-context.ts'
import { localTime } from './rules/local-time.ts'
import { normalizedValue } from './rules/normalized-value.ts'
import { stateText } from './rules/state-text.ts'
import { weatherContext } from './rules/weather-context.ts'

/** The rules of what differs from event to event, in the order in which their tags and fields stand in the point; labels.ts has the rest. */
const factories: readonly RuleFactory[] = [
  localTime,
  stateText,
  normalizedValue,
  energy,
  duration,
  confidence,
  eventContext,
  weatherContext,
  attributes,
]

/**
 * Makes a normalizer of Home Assistant `state_changed` events: one point for each, with the tags and fields of the
 * shape, or a drop with its reason. It remembers the latest weather state, and of each entity what its tags need.
 */
export function createHomeAssistantNormalizer(options: HomeAssistantOptions): Normalizer {
  const { shape, units } = options
  const context: RuleContext = { ...options, unitOf: (quantity) => units?.[quantity] ?? defaultUnits[quantity] }
  const pass = createGates(context)
  const labelsOf = createLabels(context)
  const rules: Rule[] = []
  for (const factory of factories) {
    const rule = factory(context)
    if (rule !== undefined) rules.push(rule)
  }
  return {
    normalize(event): Outcome {
      const change = pass(event)
      if ('kind' in change) return change
      const labels = labelsOf(change.entity)
      const draft: Draft = { tags: labels.tags.slice(), fields: [], decisions: labels.decisions.slice() }
      for (const rule of rules) rule(change, draft)
      const { tags, fields, decisions } = draft
      for (const field of labels.fields) fields.push(field)
      if (fields.length === 0) return drop('no fields', change.entity.entityId)
      return { kind: 'point', point: { measurement: shape.measurement, tags, fields, time: change.timeNs }, decisions }
    },
  }
}
