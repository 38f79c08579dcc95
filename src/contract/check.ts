import type { FieldType } from '../line-protocol/types.ts'
import type { LintRule } from './lint-rule.ts'
import type { BucketRef, DurationNs, Permission, Position, Retention, Schedule, Waiver } from './model.ts'

/** A broken `warning` is reported; a broken `failure` ends the command line with 1. */
export type Severity = 'failure' | 'warning'

interface CheckBase {
  /** Stable over environments: keys of the contract, percent-encoded, joined by `/`. */
  readonly id: string
  readonly severity: Severity
  /** The statement, as one sentence in the present tense. */
  readonly sentence: string
  /** Where the contract says so. */
  readonly position: Position
  /** The waiver that covers this check: it is then skipped with the waiver's reason. An expired waiver covers nothing. */
  readonly waiver?: Waiver
}

interface OfBucket {
  readonly bucket: BucketRef
}

/** Reads points: only those of the last `window`, the look-back stretched to what cadence and freshness need. */
interface OfMeasurement extends OfBucket {
  readonly measurement: string
  readonly window: DurationNs
}

interface OfTag extends OfMeasurement {
  readonly tag: string
}

interface OfField extends OfMeasurement {
  readonly field: string
  readonly type: FieldType
}

// Server and organization

/** An authenticated call, a canary write and its read-back succeed. Writes. */
export interface ReadinessCheck extends CheckBase {
  readonly kind: 'readiness'
}

export interface ServerVersionCheck extends CheckBase {
  readonly kind: 'server-version'
  /** Minor versions, such as `2.8`. */
  readonly versions: readonly string[]
}

export interface OrgCheck extends CheckBase {
  readonly kind: 'org'
  /** Absent: the org of the target. */
  readonly org?: string
}

/** No user bucket of the org but the declared ones (of all contracts of the org verified together). */
export interface UndeclaredBucketsCheck extends CheckBase {
  readonly kind: 'undeclared-buckets'
  readonly declared: readonly BucketRef[]
}

/** No row in `_monitoring`, measurement `write_errors`, field `error` of the window; rows that name `fluxproof_canary` are our own. */
export interface RefusedWritesCheck extends CheckBase {
  readonly kind: 'refused-writes'
  readonly window: DurationNs
}

// Buckets

export interface BucketPresentCheck extends CheckBase, OfBucket {
  readonly kind: 'bucket-present'
}

export interface BucketDescriptionCheck extends CheckBase, OfBucket {
  readonly kind: 'bucket-description'
  readonly description: string
}

export interface BucketRetentionCheck extends CheckBase, OfBucket {
  readonly kind: 'bucket-retention'
  readonly retention: Retention
}

export interface ShardGroupCheck extends CheckBase, OfBucket {
  readonly kind: 'shard-group'
  readonly shardGroup: DurationNs
}

/** Counted points (rows of series and time) over the last `over` lie within `least`..`most`, both inclusive. */
export interface VolumeCheck extends CheckBase, OfBucket {
  readonly kind: 'volume'
  readonly least: number
  readonly most: number
  readonly over: DurationNs
}

/** The oldest visible point is no older than `oldest` = retention + shard group + the 30-minute check interval. */
export interface EffectiveRetentionCheck extends CheckBase, OfBucket {
  readonly kind: 'effective-retention'
  readonly retention: DurationNs
  /** Absent: the server's own shard group duration is used. */
  readonly shardGroup?: DurationNs
}

/** A point just past the retention is refused with 422 and a fresh one stored. Writes. */
export interface WriteEdgeCheck extends CheckBase, OfBucket {
  readonly kind: 'write-edge'
  readonly retention: DurationNs
}

/** No measurement but the declared ones, `fluxproof_canary` and those that tasks of the contract write. */
export interface UndeclaredMeasurementsCheck extends CheckBase, OfBucket {
  readonly kind: 'undeclared-measurements'
  readonly declared: readonly string[]
}

// Measurements

export interface MeasurementPresentCheck extends CheckBase, OfMeasurement {
  readonly kind: 'measurement-present'
}

/** At most `budget` series; `tags` are the declared keys among which the one to blame is looked for. */
export interface SeriesCardinalityCheck extends CheckBase, OfMeasurement {
  readonly kind: 'series-cardinality'
  readonly budget: number
}

/** The newest point is no older than `within`. One check for warn, one for fail. */
export interface FreshnessCheck extends CheckBase, OfMeasurement {
  readonly kind: 'freshness'
  readonly within: DurationNs
}

/** No two neighbouring points of one stream of the window are further apart than `maxGap`. */
export interface GapsCheck extends CheckBase, OfMeasurement {
  readonly kind: 'gaps'
  readonly every: DurationNs
  readonly maxGap: DurationNs
  readonly by: readonly string[]
}

// Tags

export interface TagRequiredCheck extends CheckBase, OfTag {
  readonly kind: 'tag-required'
}

export interface TagValuesCheck extends CheckBase, OfTag {
  readonly kind: 'tag-values'
  readonly values: readonly string[]
}

export interface TagPatternCheck extends CheckBase, OfTag {
  readonly kind: 'tag-pattern'
  /** Source of a JavaScript regular expression, flag `u`. */
  readonly pattern: string
}

export interface TagCardinalityCheck extends CheckBase, OfTag {
  readonly kind: 'tag-cardinality'
  readonly budget: number
}

export interface UndeclaredTagsCheck extends CheckBase, OfMeasurement {
  readonly kind: 'undeclared-tags'
  readonly declared: readonly string[]
}

// Fields

/** One type in all shards of the window: Flux hides a flip, InfluxQL's SHOW FIELD KEYS shows both types. */
export interface FieldTypeCheck extends CheckBase, OfField {
  readonly kind: 'field-type'
}

/** Every value lies within `min`..`max`, both inclusive; at least one is set. */
export interface FieldRangeCheck extends CheckBase, OfField {
  readonly kind: 'field-range'
  readonly min?: number
  readonly max?: number
}

export interface FieldRequiredCheck extends CheckBase, OfField {
  readonly kind: 'field-required'
}

export interface UndeclaredFieldsCheck extends CheckBase, OfMeasurement {
  readonly kind: 'undeclared-fields'
  readonly declared: readonly string[]
}

// Tokens, found by description

interface OfToken {
  readonly token: string
  readonly description: string
}

export interface TokenPresentCheck extends CheckBase, OfToken {
  readonly kind: 'token-present'
}

export interface TokenActiveCheck extends CheckBase, OfToken {
  readonly kind: 'token-active'
}

/** Holds every declared right: not too narrow. */
export interface TokenPermitsCheck extends CheckBase, OfToken {
  readonly kind: 'token-permits'
  readonly permissions: readonly Permission[]
}

/** Holds no other right: not too wide. */
export interface TokenConfinedCheck extends CheckBase, OfToken {
  readonly kind: 'token-confined'
  readonly permissions: readonly Permission[]
}

// Tasks, found by name

interface OfTask {
  readonly task: string
  /** Name on the server. */
  readonly name: string
}

export interface TaskPresentCheck extends CheckBase, OfTask {
  readonly kind: 'task-present'
}

/** Its status is what the contract says. */
export interface TaskActiveCheck extends CheckBase, OfTask {
  readonly kind: 'task-active'
  readonly active: boolean
}

/** Same Flux, compared as syntax trees. */
export interface TaskFluxCheck extends CheckBase, OfTask {
  readonly kind: 'task-flux'
  readonly flux: string
}

export interface TaskScheduleCheck extends CheckBase, OfTask {
  readonly kind: 'task-schedule'
  readonly schedule: Schedule
}

/** The last run that was due succeeded; skipped while none has been due. */
export interface TaskLastRunCheck extends CheckBase, OfTask {
  readonly kind: 'task-last-run'
  readonly schedule: Schedule
}

// DBRP, speed, and the contract itself

export interface DbrpCheck extends CheckBase, OfBucket {
  readonly kind: 'dbrp'
  readonly database: string
  readonly policy: string
  readonly default: boolean
}

/** The query answers within `within`. One check for warn, one for fail. */
export interface QueryLatencyCheck extends CheckBase, OfBucket {
  readonly kind: 'query-latency'
  readonly within: DurationNs
  readonly measurement?: string
  readonly range: DurationNs
}

/** Writes `events` points, reads them back. Writes. */
export interface ThroughputCheck extends CheckBase, OfBucket {
  readonly kind: 'throughput'
  readonly events: number
  readonly within: DurationNs
  /** Least fraction stored, 0..1. */
  readonly success: number
}

/** Needs no server: derived only for what lint found, so it always fails unless waived. */
export interface LintCheck extends CheckBase {
  readonly kind: 'lint'
  readonly rule: LintRule
  readonly found: string
  readonly next: string
}

/** Needs no server: fails if `expired` or if it matches no check. */
export interface WaiverCheck extends CheckBase {
  readonly kind: 'waiver'
  readonly subject: Waiver
  readonly matches: number
  readonly expired: boolean
}

/** One statement that can be true or false. */
export type Check =
  | ReadinessCheck
  | ServerVersionCheck
  | OrgCheck
  | UndeclaredBucketsCheck
  | RefusedWritesCheck
  | BucketPresentCheck
  | BucketDescriptionCheck
  | BucketRetentionCheck
  | ShardGroupCheck
  | VolumeCheck
  | EffectiveRetentionCheck
  | WriteEdgeCheck
  | UndeclaredMeasurementsCheck
  | MeasurementPresentCheck
  | SeriesCardinalityCheck
  | FreshnessCheck
  | GapsCheck
  | TagRequiredCheck
  | TagValuesCheck
  | TagPatternCheck
  | TagCardinalityCheck
  | UndeclaredTagsCheck
  | FieldTypeCheck
  | FieldRangeCheck
  | FieldRequiredCheck
  | UndeclaredFieldsCheck
  | TokenPresentCheck
  | TokenActiveCheck
  | TokenPermitsCheck
  | TokenConfinedCheck
  | TaskPresentCheck
  | TaskActiveCheck
  | TaskFluxCheck
  | TaskScheduleCheck
  | TaskLastRunCheck
  | DbrpCheck
  | QueryLatencyCheck
  | ThroughputCheck
  | LintCheck
  | WaiverCheck

export type CheckKind = Check['kind']

/** The check of one kind. */
export type CheckOf<Kind extends CheckKind> = Extract<Check, { readonly kind: Kind }>

/** The measurement that canary and write-edge points use; no check counts it as undeclared. */
export const canaryMeasurement = 'fluxproof_canary'

/** Kinds whose observation writes to the server: skipped where nothing may be written. */
export const writingKinds: ReadonlySet<CheckKind> = new Set<CheckKind>(['readiness', 'write-edge', 'throughput'])
