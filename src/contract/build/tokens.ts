import type { ContractFile } from '../file/file-schema.ts'
import type { Bucket, Permission, Token } from '../model.ts'
import { type Report, resolveBucket } from './report.ts'

/** Tokens with their rights: reads before writes, buckets before resource types. */
export function buildTokens(files: ContractFile['tokens'], buckets: readonly Bucket[], report: Report): Token[] {
  const keyByDescription = new Map<string, string>()
  return Object.entries(files ?? {}).map(([key, file]) => {
    const path = ['tokens', key]
    const other = keyByDescription.get(file.description)
    if (other !== undefined) {
      report.add([...path, 'description'], {
        expected: 'a description of its own, by which the token is found',
        found: `that of ${other}`,
      })
    }
    keyByDescription.set(file.description, key)
    const permissions = (['read', 'write'] as const).flatMap((action): Permission[] => [
      ...(file[action] ?? []).flatMap((bucketKey, index): Permission[] => {
        const bucket = resolveBucket(buckets, bucketKey, { report, path: [...path, action, index] })
        return bucket === undefined
          ? []
          : [{ action, resource: 'buckets', bucket: { key: bucket.key, name: bucket.name } }]
      }),
      ...(file.resources?.[action] ?? []).map((resource): Permission => ({ action, resource })),
    ])
    if ([file.read, file.write, file.resources?.read, file.resources?.write].every((list) => (list ?? []).length === 0))
      report.add(path, { expected: 'at least one right in read, write or resources', found: 'none' })
    return { key, description: file.description, permissions }
  })
}
