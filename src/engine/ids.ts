import { randomInt } from 'node:crypto'
import type { Clock } from '../clock/index.ts'
import { ApiError } from './http/api-error.ts'

/** Milliseconds since the epoch from which ids count, as the server's snowflake generator does. */
const originMs = 1_491_696_000_000n

/** Makes a source of ids: 16 hexadecimal digits, ascending, of milliseconds, a random machine and a counter. */
export function createIdSource(clock: Clock): () => string {
  const machine = BigInt(randomInt(1024)) << 12n
  let last = 0n
  return () => {
    const ms = clock.nowNs() / 1_000_000n - originMs
    const fresh = ((ms > 0n ? ms : 1n) << 22n) | machine
    last = fresh > last ? fresh : last + 1n
    return last.toString(16).padStart(16, '0')
  }
}

/** True for 16 hexadecimal digits that are not all zero. */
export function isId(text: string): boolean {
  return /^[0-9a-fA-F]{16}$/.test(text) && !/^0+$/.test(text)
}

/** Reads an id as the server does; returns it in lower case. Throws `invalid` with the server's words. */
export function parseId(text: string): string {
  if (Buffer.byteLength(text) !== 16) throw new ApiError('invalid', 'id must have a length of 16 bytes')
  if (!isId(text)) throw new ApiError('invalid', 'invalid ID')
  return text.toLowerCase()
}
