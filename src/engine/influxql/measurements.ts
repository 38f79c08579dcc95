import type { InfluxqlDatabase, InfluxqlHost } from './host.ts'
import type { Source } from './syntax.ts'

/** The measurements of a bucket that a source names, sorted. */
export function measurementNames(
  host: InfluxqlHost,
  { bucketId }: InfluxqlDatabase,
  wanted: Source['measurement'] | undefined,
): string[] {
  const names = new Set(host.storage.seriesKeys(bucketId).map(({ measurement }) => measurement))
  const accepts = (name: string) =>
    wanted === undefined || (typeof wanted === 'string' ? wanted === name : wanted.test(name))
  return [...names].filter(accepts).sort()
}
