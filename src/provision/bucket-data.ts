import { ClientError } from '../client/client-error.ts'
import type { InfluxClient } from '../client/influx-client.ts'
import { fluxString } from '../contract/flux-string.ts'

/**
 * Why a bucket must be taken to hold data, in one clause; undefined: it is empty. Asks the index for measurements of all
 * times, which is cheap however full the bucket is. A question that cannot be answered counts as data.
 */
export async function whyNotEmpty(
  client: InfluxClient,
  { org, bucket }: { readonly org: string; readonly bucket: string },
): Promise<string | undefined> {
  const flux = `import "influxdata/influxdb/schema"
schema.measurements(bucket: ${fluxString(bucket)}, start: 1677-09-22T00:00:00Z, stop: 2262-04-11T00:00:00Z)`
  try {
    const rows = await client.flux.rows(org, flux)
    if (rows.length === 0) return undefined
    return rows.length === 1 ? 'it holds a measurement' : `it holds ${rows.length} measurements`
  } catch (error) {
    if (error instanceof ClientError) return 'whether it holds data cannot be told'
    throw error
  }
}
