import { expect, test } from 'vitest'
import { kindOfStatus } from './error-kind.ts'

const cases: readonly [status: number, message: string, kind: string][] = [
  [400, 'unable to parse', 'invalid'],
  [401, 'unauthorized access', 'unauthorized'],
  [403, 'insufficient permissions for write', 'forbidden'],
  [404, 'bucket "x" not found', 'not-found'],
  [422, 'bucket with name x already exists', 'already-exists'],
  [422, 'another DBRP mapping with same orgID, db, and rp exists', 'already-exists'],
  [
    422,
    'failure writing points to database: partial write: … is type integer, already exists as type float dropped=1',
    'unprocessable',
  ],
  [429, '', 'unavailable'],
  [500, 'An internal error has occurred - check server logs', 'server'],
  [501, 'delete by field is not supported', 'not-implemented'],
  [503, 'starting', 'unavailable'],
  [308, '', 'unexpected-answer'],
]

for (const [status, message, kind] of cases) {
  test(`takes ${status} ${JSON.stringify(message)} for ${kind}`, () => {
    expect(kindOfStatus(status, message)).toBe(kind)
  })
}
