import { describe, expect, test } from 'vitest'
import { suggestedParameters } from './signature.ts'

const signatures: Record<string, Record<string, string> | undefined> = {
  '() => time': {},
  '(<-tables: stream[A], ?column: string) => stream[B] where A: Record': { tables: 'stream', column: 'string' },
  '(\n    ?every: duration,\n    ?location: {offset: duration, zone: string},\n) => A': {
    every: 'duration',
    location: 'object',
  },
  '(fn: (r: A, ?b: [int]) => bool, start: B, ids: [string], ?m: [string: int]) => A': {
    fn: 'function',
    start: 'invalid',
    ids: 'array',
    m: 'dictionary',
  },
  float: undefined,
}

describe('the parameters of', () => {
  for (const [signature, expected] of Object.entries(signatures)) {
    test(JSON.stringify(signature), () => expect(suggestedParameters(signature)).toEqual(expected))
  }
})
