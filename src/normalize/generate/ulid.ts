import type { Random } from './random.ts'

/** Crockford's base 32: no I, L, O and U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // cspell:disable-line

/** A ULID: 10 characters of milliseconds, 16 of chance. */
export function ulid(random: Random, epochMs: number): string {
  let time = ''
  for (let rest = Math.floor(epochMs), i = 0; i < 10; i++) {
    time = alphabet.charAt(rest % 32) + time
    rest = Math.floor(rest / 32)
  }
  return time + Array.from({ length: 16 }, () => alphabet.charAt(random.int(0, 31))).join('')
}
