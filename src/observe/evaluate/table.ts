import type { CheckKind, CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { evaluateBucketDescription } from './bucket-description.ts'
import { evaluateBucketPresent } from './bucket-present.ts'
import { evaluateBucketRetention } from './bucket-retention.ts'
import { evaluateDbrp } from './dbrp.ts'
import { evaluateEffectiveRetention } from './effective-retention.ts'
import { evaluateFieldRange } from './field-range.ts'
import { evaluateFieldRequired } from './field-required.ts'
import { evaluateFieldType } from './field-type.ts'
import { evaluateFreshness } from './freshness.ts'
import { evaluateGaps } from './gaps.ts'
import { evaluateLint } from './lint.ts'
import { evaluateMeasurementPresent } from './measurement-present.ts'
import { evaluateOrg } from './org.ts'
import { evaluateQueryLatency } from './query-latency.ts'
import { evaluateReadiness } from './readiness.ts'
import { evaluateRefusedWrites } from './refused-writes.ts'
import { evaluateSeriesCardinality } from './series-cardinality.ts'
import { evaluateServerVersion } from './server-version.ts'
import { evaluateShardGroup } from './shard-group.ts'
import { evaluateTagCardinality } from './tag-cardinality.ts'
import { evaluateTagPattern } from './tag-pattern.ts'
import { evaluateTagRequired } from './tag-required.ts'
import { evaluateTagValues } from './tag-values.ts'
import { evaluateTaskActive } from './task-active.ts'
import { evaluateTaskFlux } from './task-flux.ts'
import { evaluateTaskLastRun } from './task-last-run.ts'
import { evaluateTaskPresent } from './task-present.ts'
import { evaluateTaskSchedule } from './task-schedule.ts'
import { evaluateThroughput } from './throughput.ts'
import { evaluateTokenActive } from './token-active.ts'
import { evaluateTokenConfined } from './token-confined.ts'
import { evaluateTokenPermits } from './token-permits.ts'
import { evaluateTokenPresent } from './token-present.ts'
import { evaluateUndeclaredBuckets } from './undeclared-buckets.ts'
import { evaluateUndeclaredFields } from './undeclared-fields.ts'
import { evaluateUndeclaredMeasurements } from './undeclared-measurements.ts'
import { evaluateUndeclaredTags } from './undeclared-tags.ts'
import { evaluateVolume } from './volume.ts'
import { evaluateWaiver } from './waiver.ts'
import { evaluateWriteEdge } from './write-edge.ts'

/** Judges one check by what was observed: pure, no I/O. */
export type Evaluator<Kind extends CheckKind> = (check: CheckOf<Kind>, observation: Observation) => Verdict

/** One evaluator for every kind of check. */
export type EvaluatorTable = { readonly [Kind in CheckKind]: Evaluator<Kind> }

export const evaluators: EvaluatorTable = {
  readiness: evaluateReadiness,
  'server-version': evaluateServerVersion,
  org: evaluateOrg,
  'undeclared-buckets': evaluateUndeclaredBuckets,
  'refused-writes': evaluateRefusedWrites,
  'bucket-present': evaluateBucketPresent,
  'bucket-description': evaluateBucketDescription,
  'bucket-retention': evaluateBucketRetention,
  'shard-group': evaluateShardGroup,
  volume: evaluateVolume,
  'effective-retention': evaluateEffectiveRetention,
  'write-edge': evaluateWriteEdge,
  'undeclared-measurements': evaluateUndeclaredMeasurements,
  'measurement-present': evaluateMeasurementPresent,
  'series-cardinality': evaluateSeriesCardinality,
  freshness: evaluateFreshness,
  gaps: evaluateGaps,
  'tag-required': evaluateTagRequired,
  'tag-values': evaluateTagValues,
  'tag-pattern': evaluateTagPattern,
  'tag-cardinality': evaluateTagCardinality,
  'undeclared-tags': evaluateUndeclaredTags,
  'field-type': evaluateFieldType,
  'field-range': evaluateFieldRange,
  'field-required': evaluateFieldRequired,
  'undeclared-fields': evaluateUndeclaredFields,
  'token-present': evaluateTokenPresent,
  'token-active': evaluateTokenActive,
  'token-permits': evaluateTokenPermits,
  'token-confined': evaluateTokenConfined,
  'task-present': evaluateTaskPresent,
  'task-active': evaluateTaskActive,
  'task-flux': evaluateTaskFlux,
  'task-schedule': evaluateTaskSchedule,
  'task-last-run': evaluateTaskLastRun,
  dbrp: evaluateDbrp,
  'query-latency': evaluateQueryLatency,
  throughput: evaluateThroughput,
  lint: evaluateLint,
  waiver: evaluateWaiver,
}
