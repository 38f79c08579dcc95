import type { Decision } from '../decision.ts'
import { createDraft, type Draft } from '../draft.ts'
import { type FixedFields, fixFields } from '../fixed-fields.ts'
import { createSeriesOfTags, type Series } from '../series.ts'
import type { KnownEntity } from './known-entity.ts'
import type { RuleContext } from './options.ts'
import { deviceMetadata } from './rules/device-metadata.ts'
import { identity } from './rules/identity.ts'
import { linkage } from './rules/linkage.ts'

/** Tags and fields that are the same for every event of one entity. Points share them: nobody may change them. */
export interface Labels {
  readonly tags: readonly [key: string, value: string][]
  readonly fields: FixedFields
  readonly decisions: readonly Decision[]
  readonly series: Series
}

/** Writes what it knows of an entity into the draft of its labels. */
export type LabelRule = (entity: KnownEntity, draft: Draft) => void

/** Makes a label rule for a shape; undefined where the shape declares nothing that the rule could write. */
export type LabelRuleFactory = (context: RuleContext) => LabelRule | undefined

const factories: readonly LabelRuleFactory[] = [identity, linkage, deviceMetadata]

/** Makes the labels of entities for a shape; each entity's are made once. */
export function createLabels(context: RuleContext): (entity: KnownEntity) => Labels {
  const rules = factories.flatMap((factory) => factory(context) ?? [])
  const seriesOf = createSeriesOfTags(context.shape.measurement)
  return (entity) => {
    if (entity.labels !== undefined) return entity.labels
    const draft = createDraft()
    for (const rule of rules) rule(entity, draft)
    const { tags, decisions } = draft
    entity.labels = { tags, fields: fixFields(draft.fields), decisions, series: seriesOf(tags) }
    return entity.labels
  }
}
