import { createHash, randomBytes } from 'node:crypto'

/** A new token or session key: 64 random bytes, base64url with padding, 88 characters. */
export function generateToken(): string {
  return randomBytes(64).toString('base64').replaceAll('+', '-').replaceAll('/', '_')
}

/** A token as 2.9 keeps it. */
export function hashToken(token: string): string {
  const digest = createHash('sha256').update(token).digest('base64')
  return `$influxdb2-sha256$${digest.replaceAll('+', '-').replaceAll('/', '_')}`
}
