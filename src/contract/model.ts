import type { FieldType } from '../line-protocol/types.ts'

/** Every duration of a contract is in nanoseconds; `parseDuration` and `formatDuration` in duration.ts are the only way in and out. */
export type DurationNs = bigint

/** How long a bucket keeps points; `infinite` is the server's `everySeconds: 0`. */
export type Retention = DurationNs | 'infinite'

/** Where a value stands in the contract file; both count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/**
 * A parsed and validated contract: pure data, variables replaced, defaults filled in.
 * Maps of the file are arrays in file order; their keys are the `key` of each entry.
 */
export interface Contract {
  /** Path of the file as it was given; shown in messages. */
  readonly file: string
  /** Identifies the contract in check ids. */
  readonly name: string
  readonly description?: string
  /** Organization name; absent: INFLUX_ORG or the option fills it. */
  readonly org?: string
  readonly connection: Connection
  readonly client: ClientSettings
  /** Rule for names of measurements, tags and fields; judged by lint only. */
  readonly naming?: NamingRule
  /** Minor versions on which the deployment may run, such as `2.8`; default: `supportedVersions`. */
  readonly versions: readonly string[]
  /** true: the org may hold buckets that nobody declares. Default false. */
  readonly open: boolean
  readonly buckets: readonly Bucket[]
  readonly tokens: readonly Token[]
  readonly tasks: readonly Task[]
  readonly dbrps: readonly Dbrp[]
  readonly latency?: Latency
  readonly throughput?: Throughput
  readonly waivers: readonly Waiver[]
  /** Position of every value by its path, keys percent-encoded and joined by `/`: `buckets/raw/retention`. Use `positionOf`. */
  readonly positions: ReadonlyMap<string, Position>
}

/** The server lines that are tested; a contract may narrow them by `versions`. */
export const supportedVersions: readonly string[] = ['2.7', '2.8', '2.9']

/** How clients of this system connect. Never holds a token, only the name of the variable that does. */
export interface Connection {
  /** Documentation and the default of `--target remote`; a URL here never makes `auto` choose remote. */
  readonly url?: string
  /** Environment variable from which the system's clients read their token. */
  readonly tokenVariable?: string
}

/** What the system's own clients are set to: batch in points, the rest as durations. */
export interface ClientSettings {
  readonly batch?: number
  readonly flush?: DurationNs
  readonly connectTimeout?: DurationNs
  readonly writeTimeout?: DurationNs
  readonly readTimeout?: DurationNs
  /** Attempts after the first. */
  readonly retries?: number
}

export type NamingRule = 'snake_case'

/** A bucket by its key in the contract and its name on the server (which may come from a variable). */
export interface BucketRef {
  readonly key: string
  readonly name: string
}

export interface Bucket extends BucketRef {
  readonly description?: string
  readonly retention: Retention
  /** Absent: the server chooses, and no check looks at it. */
  readonly shardGroup?: DurationNs
  readonly volume?: Volume
  /** true: undeclared measurements are allowed. Default false. */
  readonly open: boolean
  readonly measurements: readonly Measurement[]
}

/**
 * How many points the bucket should hold. A point is a series-and-time row (measurement, tag set, time), counted once whatever its number of fields.
 * Kept when `points*(1-tolerance) <= counted <= points*(1+tolerance)` over the last `over`. `seed` fills a bucket to `points` spread over `over`.
 */
export interface Volume {
  readonly points: number
  /** A fraction: 0.5 for 50%. */
  readonly tolerance: number
  /** Default: the retention; the parser demands it where retention is infinite. */
  readonly over: DurationNs
}

export interface Measurement {
  /** Key in the contract and name on the server. */
  readonly key: string
  readonly description?: string
  /** Who writes it: a detector, a service. Documentation. */
  readonly writer?: string
  readonly tags: readonly Tag[]
  readonly fields: readonly Field[]
  /** Budget of series (distinct tag sets × fields, as `influxdb.cardinality()` counts) in the window; absent: no check. */
  readonly cardinality?: number
  readonly cadence?: Cadence
  readonly freshness?: Freshness
  /** true: undeclared tags and fields are allowed. Default false. */
  readonly open: boolean
}

export interface Tag {
  readonly key: string
  readonly description?: string
  /** true: every point of the window carries it. Default false. */
  readonly required: boolean
  /** The only values allowed. */
  readonly values?: readonly string[]
  /** Source of a JavaScript regular expression (flag `u`), judged by the harness on distinct values. */
  readonly pattern?: string
  /** Most distinct values allowed. */
  readonly cardinality?: number
  /** Sample values for `describe` and `seed`; each keeps `values` and `pattern`. */
  readonly examples: readonly string[]
}

export interface Field {
  readonly key: string
  readonly description?: string
  readonly type: FieldType
  readonly unit?: string
  /** Inclusive. Only on numeric fields. */
  readonly min?: number
  /** Inclusive. Only on numeric fields. */
  readonly max?: number
  /** true: every point of the window carries it. Default false. */
  readonly required: boolean
  /** Sample values for `describe` and `seed`, in the file's own text form. */
  readonly examples: readonly (string | number | boolean)[]
}

/** How often points come. */
export interface Cadence {
  readonly every: DurationNs
  /** Longest distance allowed between neighbouring points of the window, the first visible one to the last; default 2 × every. */
  readonly maxGap: DurationNs
  /** Tag keys that split the measurement into streams judged one by one; empty: all points are one stream. */
  readonly by: readonly string[]
}

/** How old the newest point may be: older than `warn` gives a warning, older than `fail` a failure. At least one is set. */
export interface Freshness {
  readonly warn?: DurationNs
  readonly fail?: DurationNs
}

/** A token, found by its description (2.9 never shows the token again). Its rights are exactly `permissions`. */
export interface Token {
  readonly key: string
  readonly description: string
  readonly permissions: readonly Permission[]
}

/** One right. On `buckets` it is for one bucket, on other resource types for all of that type in the org. */
export type Permission =
  | { readonly action: 'read' | 'write'; readonly resource: 'buckets'; readonly bucket: BucketRef }
  | { readonly action: 'read' | 'write'; readonly resource: OrgResource }

/** Resource types of the API besides `buckets` that a contract can grant for the whole org. */
export type OrgResource =
  | 'authorizations'
  | 'dashboards'
  | 'dbrp'
  | 'labels'
  | 'orgs'
  | 'tasks'
  | 'telegrafs'
  | 'variables'

/** A task. `renderTask` in render-task.ts gives its complete Flux script, `option task` included. */
export interface Task {
  readonly key: string
  /** Name on the server. Default: the key. */
  readonly name: string
  readonly description?: string
  readonly schedule: Schedule
  /** Default true. */
  readonly active: boolean
  readonly from: BucketRef
  readonly to: BucketRef
  readonly work: TaskWork
}

/** Exactly one of every and cron, as in `option task`. */
export type Schedule =
  | { readonly kind: 'every'; readonly every: DurationNs; readonly offset: DurationNs }
  | { readonly kind: 'cron'; readonly cron: string; readonly offset: DurationNs }

export type TaskWork = AggregateWork | FluxWork

/** A plain summary: windows of `every` over one measurement, grouped by tags, one point for each window and group. */
export interface AggregateWork {
  readonly kind: 'aggregate'
  /** Measurement read. */
  readonly measurement: string
  /** Measurement written. */
  readonly into: string
  readonly every: DurationNs
  /** How far back each run reads; default `every`. Late points older than this are missed. */
  readonly range: DurationNs
  /** Tags kept. */
  readonly by: readonly string[]
  readonly columns: readonly AggregateColumn[]
}

/** One field written: `fn` of the source field `of`. */
export interface AggregateColumn {
  readonly field: string
  readonly fn: 'mean' | 'min' | 'max' | 'sum' | 'count'
  readonly of: string
}

/** A script of its own; `{{key}}` in it stands for the name of the bucket with that key. */
export interface FluxWork {
  readonly kind: 'flux'
  /** Path as written in the contract, relative to the contract file. */
  readonly path: string
  /** The file's text. */
  readonly text: string
}

/** A 1.x database and retention policy mapped to a bucket. */
export interface Dbrp {
  readonly key: string
  readonly database: string
  readonly policy: string
  readonly bucket: BucketRef
  /** true: used when a 1.x request names no retention policy. Exactly one mapping of each database is; a single one by itself. */
  readonly default: boolean
}

/** How fast a typical query answers: `last()` of one measurement over the last `range`. */
export interface Latency {
  readonly warn?: DurationNs
  readonly fail?: DurationNs
  readonly bucket: BucketRef
  /** Absent: all measurements of the bucket. */
  readonly measurement?: string
  readonly range: DurationNs
}

/** `events` points written to the bucket's schema, acknowledged and read back within `within`, at least the fraction `success` stored. */
export interface Throughput {
  readonly events: number
  readonly within: DurationNs
  readonly success: number
  readonly bucket: BucketRef
}

/** Skips the checks whose id matches `check` until its last day. */
export interface Waiver {
  /** Glob over check ids; `*` crosses `/`. */
  readonly check: string
  readonly reason: string
  /** Last day, inclusive, UTC: `2027-06-30`. */
  readonly until: string
  readonly position: Position
}
