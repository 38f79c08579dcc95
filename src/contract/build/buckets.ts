import type { BucketFile, ContractFile } from '../file/file-schema.ts'
import type { Bucket, Volume } from '../model.ts'
import type { Path } from '../position.ts'
import { given } from './given.ts'
import { buildMeasurement } from './measurements.ts'
import type { Report } from './report.ts'

export function buildBuckets(files: ContractFile['buckets'], report: Report): Bucket[] {
  const buckets = Object.entries(files).map(([key, file]) => buildBucket(key, file, report))
  if (buckets.length === 0) report.add(['buckets'], { expected: 'at least one bucket', found: 'none' })
  const keyByName = new Map<string, string>()
  for (const { key, name } of buckets) {
    const other = keyByName.get(name)
    if (other === undefined) keyByName.set(name, key)
    else
      report.add(['buckets', key, 'name'], {
        expected: 'a bucket name of its own',
        found: `${JSON.stringify(name)}, the name of ${other}`,
      })
  }
  return buckets
}

function buildBucket(key: string, file: BucketFile, report: Report): Bucket {
  const path = ['buckets', key]
  const name = file.name ?? key
  if (name.includes('"')) {
    report.add([...path, 'name'], { expected: 'a name without double quotes, which the server refuses', found: name })
  }
  return {
    key,
    name,
    retention: file.retention,
    open: file.open ?? false,
    measurements: Object.entries(file.measurements ?? {}).map(([name, measurement]) =>
      buildMeasurement(name, measurement, { report, path: [...path, 'measurements', name] }),
    ),
    ...given({
      description: file.description,
      shardGroup: file.shardGroup,
      volume: buildVolume(file, { report, path }),
    }),
  }
}

function buildVolume(
  { volume, retention }: BucketFile,
  { report, path }: { report: Report; path: Path },
): Volume | undefined {
  if (volume === undefined) return undefined
  const over = volume.over ?? (retention === 'infinite' ? undefined : retention)
  if (over === undefined) {
    report.add([...path, 'volume'], {
      expected: 'over, the window to count, where the retention is infinite',
      found: 'none',
      hint: 'Write for example over: 1d',
    })
    return undefined
  }
  return { points: volume.points, tolerance: volume.tolerance ?? 0.5, over }
}
