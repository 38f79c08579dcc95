import type { Draft } from '../draft.ts'
import type { Drop } from '../outcome.ts'
import { defaultUnits } from '../units/table.ts'
import { createGates } from './gates.ts'
import { createKnownEntities, type KnownEntity } from './known-entity.ts'
import { createLabels, type Labels } from './labels.ts'
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
import type { StateChange } from './state-change.ts'
import { createChangeReader } from './text/change-reader.ts'
import { createTraits } from './traits.ts'

/** The rules of what differs from event to event, in the order in which their tags and fields stand in the point, those with tags first; labels.ts has the rest. */
const factories: readonly RuleFactory[] = [
  localTime,
  weatherContext,
  stateText,
  normalizedValue,
  energy,
  duration,
  confidence,
  eventContext,
  attributes,
]

/** The way of one event: through the gates, then its entity's labels, then the rules. */
export interface Stages {
  /** A state change, or the drop that the gates decided. */
  pass(event: unknown): StateChange | Drop
  /** The state change that `pass` makes of the value of an event's text, or undefined where that must be parsed. What it gives may be shared between events. */
  read(text: string): StateChange | undefined
  labelsOf(entity: KnownEntity): Labels
  /** Lets every rule write into the draft. */
  run(change: StateChange, draft: Draft): void
}

/** Makes the stages for a shape. They remember the latest weather state, and of each entity what its tags need. */
export function createStages(options: HomeAssistantOptions): Stages {
  const { units } = options
  const context: RuleContext = { ...options, unitOf: (quantity) => units?.[quantity] ?? defaultUnits[quantity] }
  const rules: Rule[] = factories.flatMap((factory) => factory(context) ?? [])
  const traitsOf = createTraits(context)
  const entities = createKnownEntities(options.registry)
  return {
    pass: createGates(context, { entities, traitsOf }),
    read: createChangeReader(context, { entities, traitsOf }),
    labelsOf: createLabels(context),
    run(change, draft) {
      for (const rule of rules) rule(change, draft)
    },
  }
}
