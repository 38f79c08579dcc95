import { parse } from 'yaml'
import { z } from 'zod'
import { UsageError } from '../../errors/index.ts'

/** Gray Logic's `influxdb:` section. */
export interface GrayLogicConfig {
  /** Default false. */
  readonly enabled: boolean
  readonly url: string
  readonly token: string
  readonly org: string
  readonly bucket: string
  /** Points per batch: 100 where it is 0 or less, at most 100 000. */
  readonly batchSize: number
  /** Seconds: 10 where it is 0 or less, at most 3600. */
  readonly flushInterval: number
}

const bounded = (byDefault: number, max: number) =>
  z
    .number()
    .int()
    .max(max)
    .default(byDefault)
    .transform((value) => (value <= 0 ? byDefault : value))

const section = z.strictObject({
  enabled: z.boolean().default(false),
  url: z.url().default('http://localhost:8086'),
  token: z.string().default(''),
  org: z.string().min(1).default('graylogic'),
  bucket: z.string().min(1).default('metrics'),
  batch_size: bounded(100, 100_000),
  flush_interval: bounded(10, 3600),
})

/**
 * Reads the configuration from YAML; GRAYLOGIC_INFLUXDB_TOKEN overrides the token.
 * @throws UsageError for a value out of bounds or an unknown key.
 */
export function readGrayLogicConfig(yaml: string, env: Readonly<Record<string, string | undefined>>): GrayLogicConfig {
  const root: unknown = parse(yaml)
  const given = typeof root === 'object' && root !== null && 'influxdb' in root ? root.influxdb : {}
  const read = section.safeParse(given ?? {})
  if (!read.success) {
    const found = read.error.issues.map(({ path, message }) => `${['influxdb', ...path].join('.')}: ${message}`)
    throw new UsageError({ operation: 'read the Gray Logic configuration', found: found.join('; ') })
  }
  const { enabled, url, org, bucket, batch_size: batchSize, flush_interval: flushInterval } = read.data
  return { enabled, url, org, bucket, batchSize, flushInterval, token: env.GRAYLOGIC_INFLUXDB_TOKEN || read.data.token }
}
