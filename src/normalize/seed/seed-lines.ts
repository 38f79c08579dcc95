import type { Contract } from '../../contract/model.ts'
import { FluxproofError } from '../../errors/index.ts'
import { encodePoint } from '../../line-protocol/encode.ts'
import { type SeedOptions, seedPoints } from './seed-points.ts'

/** The lines of one bucket, in nanoseconds, without newlines. */
export interface SeedLines {
  /** Name of the bucket on the server. */
  readonly bucket: string
  readonly lines: readonly string[]
}

/** `seedPoints` as line protocol, bucket by bucket in the contract's order; buckets without points are left out. */
export function seedLines(contract: Contract, options: SeedOptions): readonly SeedLines[] {
  const byKey = new Map<string, string[]>(contract.buckets.map(({ key }) => [key, []]))
  for (const { bucketKey, point } of seedPoints(contract, options)) {
    const encoded = encodePoint(point)
    if (!encoded.ok) {
      throw new FluxproofError({
        operation: `seed the contract ${contract.name}`,
        expected: 'points that every supported server stores as given',
        found: encoded.issues.map(({ message }) => message).join('; '),
        next: 'Change the names or examples that the contract declares',
      })
    }
    byKey.get(bucketKey)?.push(encoded.line)
  }
  return contract.buckets.flatMap(({ key, name }) => {
    const lines = byKey.get(key) ?? []
    return lines.length === 0 ? [] : [{ bucket: name, lines }]
  })
}
