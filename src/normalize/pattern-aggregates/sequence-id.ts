import { createHash } from 'node:crypto'

/** The id of a sequence of devices: the SHA-256 of its JSON, in hex; the same sequence is the same series for ever. */
export function sequenceId(sequence: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(sequence)).digest('hex')
}
