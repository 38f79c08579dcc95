import { z } from 'zod'
import type { OrgResource } from '../model.ts'
import {
  count,
  day,
  duration,
  fieldType,
  flag,
  fraction,
  languageVersion,
  number,
  offset,
  oneOf,
  retention,
  sample,
  text,
} from './scalar.ts'
import { named, shape, shortened, sparse } from './shape.ts'

const tag = sparse({
  description: text().optional().describe('What the tag says.'),
  required: flag().optional().describe('Every point carries it. Default false.'),
  values: z.array(text()).nonempty().optional().describe('The only values allowed.'),
  pattern: text().optional().describe('JavaScript regular expression (flag u) that every value matches.'),
  cardinality: count(1).optional().describe('Most distinct values allowed.'),
  examples: z.array(text()).optional().describe('Sample values for describe and seed.'),
})

const field = shape({
  type: fieldType().describe('The one type of the field, in every shard.'),
  description: text().optional().describe('What the field says.'),
  unit: text().optional().describe('Unit of measurement, such as kWh or °C.'),
  min: number().optional().describe('Least value allowed, inclusive.'),
  max: number().optional().describe('Greatest value allowed, inclusive.'),
  required: flag().optional().describe('Every point carries it. Default false.'),
  examples: z.array(sample()).optional().describe('Sample values for describe and seed.'),
})

const measurement = shape({
  description: text().optional().describe('What a point stands for.'),
  writer: text().optional().describe('Who writes it.'),
  tags: named(tag).optional().describe('Tags by key.'),
  fields: named(field).optional().describe('Fields by key.'),
  cardinality: count(1).optional().describe('Budget of series.'),
  cadence: shortened('every', duration(), {
    every: duration().describe('Distance of neighbouring points.'),
    maxGap: duration().optional().describe('Longest distance allowed. Default 2 × every.'),
    by: z.array(text()).optional().describe('Tags that split the points into streams judged one by one.'),
  })
    .optional()
    .describe('How often points come: a duration, or a map.'),
  freshness: shortened('fail', duration(), {
    warn: duration().optional().describe('A newest point older than this is a warning.'),
    fail: duration().optional().describe('A newest point older than this is a failure.'),
  })
    .optional()
    .describe('How old the newest point may be: a duration (fail), or a map.'),
  open: flag().optional().describe('Undeclared tags and fields are allowed. Default false.'),
})

const bucket = shape({
  name: text().optional().describe('Name on the server. Default: the key.'),
  description: text().optional().describe('Description on the server; compared when given.'),
  retention: retention().describe('365d, 48h, infinite.'),
  shardGroup: duration().optional().describe('Shard group duration; compared when given.'),
  volume: shape({
    points: count(1).describe('Expected number of points: series and time, whatever the number of fields.'),
    tolerance: fraction(10).optional().describe('Allowed deviation either way. Default 50%.'),
    over: duration().optional().describe('Window that is counted. Default: the retention.'),
  })
    .optional()
    .describe('How many points the bucket holds.'),
  open: flag().optional().describe('Undeclared measurements are allowed. Default false.'),
  measurements: named(measurement).optional().describe('Measurements by name.'),
})

export const orgResources = [
  'authorizations',
  'dashboards',
  'dbrp',
  'labels',
  'orgs',
  'tasks',
  'telegrafs',
  'variables',
] as const satisfies readonly OrgResource[]

const token = shape({
  description: text().describe('Tokens are found by it.'),
  read: z.array(text()).optional().describe('Keys of buckets it may read.'),
  write: z.array(text()).optional().describe('Keys of buckets it may write.'),
  resources: shape({
    read: z.array(oneOf(orgResources)).optional().describe('Resource types of the org it may read.'),
    write: z.array(oneOf(orgResources)).optional().describe('Resource types of the org it may write.'),
  })
    .optional()
    .describe('Rights besides buckets.'),
})

const aggregate = shape({
  measurement: text().describe('Measurement read.'),
  into: text().describe('Measurement written.'),
  every: duration().describe('Length of a window.'),
  range: duration().optional().describe('How far back a run reads. Default: every.'),
  by: z.array(text()).optional().describe('Tags kept; one point for each combination of their values.'),
  fields: named(
    shape({
      fn: oneOf(['mean', 'min', 'max', 'sum', 'count']).describe('What is computed.'),
      of: text().describe('Field read.'),
    }),
  ).describe('Fields written, by name.'),
})

const task = shape({
  name: text().optional().describe('Name on the server. Default: the key.'),
  description: text().optional().describe('What it is for.'),
  every: duration().optional().describe('Interval; whole seconds. Either every or cron.'),
  cron: text().optional().describe('Cron expression. Either every or cron.'),
  offset: offset().optional().describe('Delay of each run; whole seconds. Default 0s.'),
  active: flag().optional().describe('Default true.'),
  from: text().describe('Key of the bucket read.'),
  to: text().describe('Key of the bucket written.'),
  aggregate: aggregate.optional().describe('A plain summary. Either aggregate or flux.'),
  flux: text().optional().describe('Path of a Flux file, relative to the contract. Either aggregate or flux.'),
})

/** The whole file. Every description here is the reference: it goes into the JSON Schema and docs/contract.md. */
export const fileSchema = shape({
  contract: languageVersion().describe('Version of this language.'),
  name: text().describe('Name of the contract, the first part of every check id.'),
  description: text().optional().describe('What the contract is about.'),
  org: text().optional().describe('Organization. Default: --org or INFLUX_ORG.'),
  connection: shape({
    url: text().optional().describe('Server that --target remote takes when nothing else names one.'),
    tokenVariable: text().optional().describe('Environment variable that holds the token.'),
  })
    .optional()
    .describe('How clients of the system connect.'),
  client: shape({
    batch: count(1).optional().describe('Points per write request.'),
    flush: duration().optional().describe('Longest time a point waits for its batch.'),
    connectTimeout: duration().optional().describe('Time allowed to connect.'),
    writeTimeout: duration().optional().describe('Time allowed for a write.'),
    readTimeout: duration().optional().describe('Time allowed for a query.'),
    retries: count(0).optional().describe('Attempts after the first.'),
  })
    .optional()
    .describe('Settings of the clients of the system.'),
  naming: oneOf(['snake_case']).optional().describe('Rule that lint holds names of measurements, tags and fields to.'),
  versions: z
    .array(text())
    .nonempty()
    .optional()
    .describe('Server versions allowed, such as "2.8". Default: all supported.'),
  open: flag().optional().describe('Undeclared buckets are allowed. Default false.'),
  buckets: named(bucket).describe('Buckets by a key of your choice.'),
  tokens: named(token).optional().describe('Tokens by a key of your choice.'),
  tasks: named(task).optional().describe('Tasks by a key of your choice.'),
  dbrp: named(
    shape({
      database: text().describe('Database name of 1.x clients.'),
      policy: text().optional().describe('Retention policy name. Default autogen.'),
      bucket: text().describe('Key of the bucket.'),
      default: flag()
        .optional()
        .describe(
          'Used when a request names no policy. Exactly one mapping of each database is; a single one by itself.',
        ),
    }),
  )
    .optional()
    .describe('1.x databases by a key of your choice.'),
  latency: shape({
    query: shape({
      warn: duration().optional().describe('Slower is a warning.'),
      fail: duration().optional().describe('Slower is a failure.'),
      bucket: text().optional().describe('Key of the bucket asked. Default: the first.'),
      measurement: text().optional().describe('Measurement asked. Default: the first of the bucket.'),
      range: duration().optional().describe('How far back the query looks. Default 1h.'),
    }).describe('A typical query: the newest values of one measurement.'),
  })
    .optional()
    .describe('How fast queries answer.'),
  throughput: shape({
    events: count(1).describe('Points written.'),
    within: duration().describe('Time allowed until all are read back.'),
    success: fraction(1).optional().describe('Least share stored. Default 100%.'),
    bucket: text().optional().describe('Key of the bucket whose schema is written. Default: the first.'),
  })
    .optional()
    .describe('How fast writes are stored.'),
  waivers: z
    .array(
      shape({
        check: text().describe('Glob over check ids; * crosses /.'),
        reason: text().describe('Why it may stay broken.'),
        until: day().describe('Last day, inclusive, UTC.'),
      }),
    )
    .optional()
    .describe('Checks that are skipped until a day.'),
})

/** A contract file as validated, before references are resolved. */
export type ContractFile = z.output<typeof fileSchema>
export type BucketFile = ContractFile['buckets'][string]
export type MeasurementFile = NonNullable<BucketFile['measurements']>[string]
export type TaskFile = NonNullable<ContractFile['tasks']>[string]
