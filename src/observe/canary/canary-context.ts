import type { InfluxClient } from '../../client/influx-client.ts'
import type { Halt } from '../reading.ts'
import type { CanarySite } from './site.ts'

/** What the writing steps of one run share. */
export interface CanaryContext {
  readonly client: InfluxClient
  readonly site: CanarySite
  readonly org: string
  /** Tag value that tells this run's canaries from others: letters and digits. */
  readonly run: string
  readonly nowNs: bigint
  readonly halt: Halt
  readonly signal?: AbortSignal | undefined
}
