import type { Survey } from '../survey/survey.ts'
import { commentedMap, type Entry, quoted } from './commented-map.ts'
import { createKeys } from './keys.ts'
import type { Imported } from './token-entries.ts'

/** 1.x mappings that somebody made; the server's own, one a bucket, are left out. A database needs all its mappings and one default. */
export function dbrpEntries({ dbrps, buckets }: Survey): Imported {
  if (!dbrps.ok) return { entries: [], left: [`1.x mappings could not be read: ${dbrps.reason}`] }
  const names = new Map(buckets.map(({ record }) => [record.id, record.name]))
  const keyOf = createKeys('mapping')
  const entries: Entry[] = []
  const left: string[] = []
  const made = dbrps.value.filter((one) => one.virtual !== true)
  for (const [database, mappings] of Map.groupBy(made, (one) => one.database)) {
    const known = mappings.every((one) => names.has(one.bucketID))
    if (!known || mappings.filter((one) => one.default).length !== 1) {
      const why = known
        ? 'it has no mapping of its own that is the default'
        : 'it has a mapping to a bucket that is not imported'
      left.push(`1.x database ${quoted(database)}: ${why}`)
      continue
    }
    for (const one of mappings) {
      entries.push({
        key: keyOf(`${database} ${one.retention_policy}`),
        value: commentedMap([
          { key: 'database', value: database },
          { key: 'policy', value: one.retention_policy },
          { key: 'bucket', value: names.get(one.bucketID) ?? '' },
          { key: 'default', value: one.default },
        ]),
      })
    }
  }
  return { entries, left }
}
