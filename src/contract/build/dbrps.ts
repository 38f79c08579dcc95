import type { ContractFile } from '../file/file-schema.ts'
import type { Bucket, Dbrp } from '../model.ts'
import { type Report, resolveBucket } from './report.ts'

/** Mappings of 1.x databases. The server makes the first mapping of a database its default, so each has exactly one. */
export function buildDbrps(files: ContractFile['dbrp'], buckets: readonly Bucket[], report: Report): Dbrp[] {
  const entries = Object.entries(files ?? {})
  const siblings = (database: string) => entries.filter(([, file]) => file.database === database)
  const mappings = entries.flatMap(([key, file]): Dbrp[] => {
    const bucket = resolveBucket(buckets, file.bucket, { report, path: ['dbrp', key, 'bucket'] })
    if (bucket === undefined) return []
    const { database, policy = 'autogen' } = file
    const isDefault = file.default ?? siblings(database).length === 1
    return [{ key, database, policy, bucket: { key: bucket.key, name: bucket.name }, default: isDefault }]
  })
  const keyByPolicy = new Map<string, string>()
  const defaults = new Map<string, string>()
  for (const { key, database, policy, default: isDefault } of mappings) {
    const pair = JSON.stringify([database, policy])
    const twin = keyByPolicy.get(pair)
    if (twin !== undefined) {
      report.add(['dbrp', key], {
        expected: 'a database and policy of its own',
        found: `${database}/${policy}, that of ${twin}`,
      })
    }
    keyByPolicy.set(pair, key)
    const other = defaults.get(database)
    if (isDefault && other !== undefined) {
      report.add(['dbrp', key, 'default'], {
        expected: `one default mapping of ${database}`,
        found: `a second beside ${other}`,
      })
    }
    if (isDefault) defaults.set(database, key)
  }
  for (const { key, database } of mappings) {
    if (defaults.has(database)) continue
    report.add(['dbrp', key], {
      expected: `one default mapping of ${database}`,
      found: 'none',
      hint: 'The server makes the first one the default: write default: true where it belongs',
    })
    defaults.set(database, key)
  }
  return mappings
}
