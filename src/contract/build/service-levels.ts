import { hourNs } from '../duration.ts'
import type { ContractFile } from '../file/file-schema.ts'
import type { Bucket, Latency, Throughput } from '../model.ts'
import { given } from './given.ts'
import { type Report, resolve, resolveBucket } from './report.ts'

export function buildLatency(
  file: ContractFile['latency'],
  buckets: readonly Bucket[],
  report: Report,
): Latency | undefined {
  if (file === undefined) return undefined
  const { query } = file
  const path = ['latency', 'query']
  if (query.warn === undefined && query.fail === undefined)
    report.add(path, { expected: 'warn, fail or both', found: 'neither' })
  if (query.warn !== undefined && query.fail !== undefined && query.warn > query.fail) {
    report.add([...path, 'warn'], { expected: 'warn of at most fail', found: 'a longer one' })
  }
  const bucket = chooseBucket(query.bucket, buckets, { report, path: [...path, 'bucket'] })
  if (bucket === undefined) return undefined
  const measurement = query.measurement ?? bucket.measurements[0]?.key
  if (query.measurement !== undefined && !bucket.open) {
    resolve(bucket.measurements, query.measurement, { report, path: [...path, 'measurement'], what: 'measurement' })
  }
  return {
    bucket: { key: bucket.key, name: bucket.name },
    range: query.range ?? hourNs,
    ...given({ warn: query.warn, fail: query.fail, measurement }),
  }
}

export function buildThroughput(
  file: ContractFile['throughput'],
  buckets: readonly Bucket[],
  report: Report,
): Throughput | undefined {
  if (file === undefined) return undefined
  const bucket = chooseBucket(file.bucket, buckets, { report, path: ['throughput', 'bucket'] })
  if (bucket === undefined) return undefined
  const { key, name } = bucket
  return { events: file.events, within: file.within, success: file.success ?? 1, bucket: { key, name } }
}

function chooseBucket(key: string | undefined, buckets: readonly Bucket[], where: { report: Report; path: string[] }) {
  return key === undefined ? buckets[0] : resolveBucket(buckets, key, where)
}
