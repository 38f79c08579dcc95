import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../http/api-error.ts'

/** A cost that takes about a millisecond: this store guards test data. */
const cost = { N: 512, r: 8, p: 1 }

/** `salt:hash`, hexadecimal, of scrypt. */
export function hashPassword(password: string): string {
  const salt = randomBytes(8).toString('hex')
  return `${salt}:${scryptSync(password, salt, 16, cost).toString('hex')}`
}

/** False too when no password was ever set. */
export function passwordMatches(password: string, stored: string | undefined): boolean {
  const [salt, hash] = stored?.split(':') ?? []
  if (salt === undefined || hash === undefined) return false
  return timingSafeEqual(scryptSync(password, salt, 16, cost), Buffer.from(hash, 'hex'))
}

/** Throws `invalid` unless the password has 8 to 72 bytes and, when `strong`, three of four character classes. */
export function checkPassword(password: string, { strong }: { strong: boolean }): void {
  const length = Buffer.byteLength(password)
  if (length < 8 || length > 72) {
    throw new ApiError('invalid', 'passwords must be between 8 and 72 characters long')
  }
  const classes = [/[A-Z]/, /[a-z]/, /[0-9]/, /[!@#$%^&*()_+]/].filter((one) => one.test(password)).length
  if (strong && classes < 3) {
    throw new ApiError(
      'invalid',
      'passwords must contain at least three of the following character types: uppercase, lowercase, numbers, and special characters: !@#$%^&*()_+',
    )
  }
}
