import type { FluxRow } from '../../client/annotated-csv.ts'
import { createInfluxClient, type InfluxClient } from '../../client/influx-client.ts'
import { createNetworkTransport, type NetworkOptions } from '../../client/network-transport.ts'
import type { Transport } from '../../client/transport.ts'
import { type Clock, createSystemClock } from '../../clock/index.ts'
import { pointIssues } from '../../line-protocol/encode.ts'
import type { FieldValue, Point } from '../../line-protocol/types.ts'
import type { Outcome } from '../outcome-ledger.ts'
import { bindFlux, type FluxParameter } from '../query/bind-flux.ts'
import { createWriter, type WaitOptions, type Writer } from '../writer.ts'
import { WriteFailedError } from '../writer-error.ts'
import type { GrayLogicConfig } from './config.ts'
import { ConnectionFailedError, DisabledError, NotConnectedError } from './errors.ts'

export interface GrayLogicClientOptions {
  readonly clock?: Clock | undefined
  /** Default: the network, closed with the client. */
  readonly transport?: Transport | undefined
  /** Certificate authority and client certificate. */
  readonly network?: NetworkOptions | undefined
  /** Time limit of the check in `connect`, in ms. Default 10 000. */
  readonly connectTimeoutMs?: number | undefined
  /**
   * Called in `connect` when the token has proved valid and before the bucket must be there, with a client of the same address, token and certificates: here buckets are made
   * and their retention is kept. What it rejects with, `connect` rejects with.
   */
  readonly prepare?: ((influx: InfluxClient) => Promise<unknown>) | undefined
  /** Called for every asynchronous failure. */
  readonly onError?: ((error: WriteFailedError) => void) | undefined
}

/** Gray Logic's client: device, energy and PHM telemetry, written without waiting, accounted for to the last point. */
export interface GrayLogicClient extends AsyncDisposable {
  /** A device metric, stamped now. A full writer makes the caller wait. @throws NotConnectedError after close, WriteFailedError for a value such as NaN. */
  writeDeviceMetric(deviceId: string, metric: string, value: number): Promise<void>
  /** A true zero is written. */
  writeEnergyMetric(deviceId: string, powerWatts: number, energyKwh?: number): Promise<void>
  writePhmMetric(deviceId: string, metric: string, value: number): Promise<void>
  /** A free point: every number is a float, so that 12 and 12.5 have one type. */
  writePoint(
    measurement: string,
    tags: Readonly<Record<string, string>>,
    fields: Readonly<Record<string, number | string | boolean>>,
  ): Promise<void>
  /** The writer of another bucket; closed with the client. */
  bucket(name: string): Writer
  /** Every other call of the API, over the same connections. */
  readonly influx: InfluxClient
  /** Typed rows as they come; the script reads its parameters as `params.name`. */
  query(flux: string, params?: Readonly<Record<string, FluxParameter>>): AsyncGenerator<FluxRow>
  isConnected(): boolean
  /** An authenticated call. @throws ConnectionFailedError when it fails or takes longer (default 5 000 ms). */
  healthCheck(deadlineMs?: number): Promise<void>
  flush(options?: WaitOptions): Promise<Outcome>
  /** Flushes and disconnects; again: the same outcome. */
  close(options?: WaitOptions): Promise<Outcome>
}

/** Connects after an authenticated call proved token, organization and bucket. @throws DisabledError, ConnectionFailedError */
export async function connectGrayLogic(
  config: GrayLogicConfig,
  options: GrayLogicClientOptions = {},
): Promise<GrayLogicClient> {
  if (!config.enabled) throw new DisabledError()
  const network = options.transport ? undefined : createNetworkTransport(options.network)
  const transport = options.transport ?? network?.transport ?? fetch
  const { url, token, org } = config
  const client = createInfluxClient({ url, token, transport })
  try {
    const timeoutMs = options.connectTimeoutMs ?? 10_000
    const found = await read(client, config, timeoutMs)
    await options.prepare?.(client)
    check(options.prepare ? await read(client, config, timeoutMs) : found, config)
  } catch (error) {
    await network?.close()
    throw error
  }
  const clock = options.clock ?? createSystemClock()
  const writers = new Map<string, Writer>()
  let closed: Promise<Outcome> | undefined
  const bucket = (name: string): Writer => {
    if (closed !== undefined) throw new NotConnectedError(`write to bucket ${name}`)
    const { batchSize: batchPoints, flushInterval } = config
    const writer =
      writers.get(name) ??
      createWriter({
        url,
        org,
        token,
        bucket: name,
        transport,
        clock,
        batchPoints,
        maxPoints: Math.max(10_000, batchPoints),
        flushIntervalMs: flushInterval * 1000,
        onError: options.onError,
      })
    writers.set(name, writer)
    return writer
  }
  const main = bucket(config.bucket)
  const put = async (measurement: string, tags: Point['tags'], fields: Point['fields']): Promise<void> => {
    const point = { measurement, tags, fields, time: clock.nowNs() }
    if ((await bucket(config.bucket).write(point)) === 'queued') return
    const message = pointIssues(point, 'ns')
      .map((issue) => issue.message)
      .join('; ')
    throw new WriteFailedError({ message, points: 1, willRetry: false, bucket: config.bucket })
  }
  const finish = async (wait?: WaitOptions): Promise<Outcome> => {
    const others = [...writers.values()].filter((writer) => writer !== main)
    const [outcome] = await Promise.all([main.close(wait), ...others.map((writer) => writer.close(wait))])
    await network?.close()
    return outcome
  }
  const close = (wait?: WaitOptions): Promise<Outcome> => {
    closed ??= finish(wait)
    return closed
  }
  return {
    influx: client,
    writeDeviceMetric: (deviceId, metric, value) =>
      put(
        'device_metrics',
        [
          ['device_id', deviceId],
          ['measurement', metric],
        ],
        [['value', float(value)]],
      ),
    writeEnergyMetric: (deviceId, powerWatts, energyKwh) =>
      put(
        'energy',
        [['device_id', deviceId]],
        [
          ['power_watts', float(powerWatts)],
          ...(energyKwh === undefined ? [] : [['energy_kwh', float(energyKwh)] as const]),
        ],
      ),
    writePhmMetric: (deviceId, metric, value) =>
      put(
        'phm',
        [
          ['device_id', deviceId],
          ['metric', metric],
        ],
        [['value', float(value)]],
      ),
    writePoint: (measurement, tags, fields) =>
      put(
        measurement,
        Object.entries(tags),
        Object.entries(fields).map(([key, value]) => [key, fieldValue(value)]),
      ),
    bucket,
    query(flux, params = {}) {
      if (closed !== undefined) throw new NotConnectedError('query')
      return client.flux.stream(org, bindFlux(flux, params))
    },
    isConnected: () => closed === undefined,
    async healthCheck(deadlineMs = 5_000) {
      if (closed !== undefined) throw new NotConnectedError('check the health')
      check(await read(client, config, deadlineMs), config)
    },
    flush: (wait) => main.flush(wait),
    close,
    async [Symbol.asyncDispose]() {
      await close()
    },
  }
}

type Found = Awaited<ReturnType<InfluxClient['buckets']['find']>>

/** A read of the bucket, which /ping is not: it needs a valid token and tells an organization or bucket that is not there. */
async function read(client: InfluxClient, { org, bucket }: GrayLogicConfig, timeoutMs: number): Promise<Found> {
  try {
    return await client.buckets.find(org, bucket, { timeoutMs })
  } catch (error) {
    throw new ConnectionFailedError(error instanceof Error ? error.message : String(error), error)
  }
}

/** A token that may only write does not see its bucket (`hidden`): that it is valid is all that can be told. */
function check(found: Found, { org, bucket }: GrayLogicConfig): void {
  if (found.state === 'absent') throw new ConnectionFailedError(`no bucket ${bucket} in ${org}`)
}

function float(value: number): FieldValue {
  return { type: 'float', value }
}

function fieldValue(value: number | string | boolean): FieldValue {
  if (typeof value === 'number') return float(value)
  return typeof value === 'string' ? { type: 'string', value } : { type: 'boolean', value }
}
