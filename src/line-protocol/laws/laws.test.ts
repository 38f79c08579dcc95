import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encode } from '../encode.ts'
import type { Point } from '../types.ts'
import { name, nearlyLine, ordinaryBody, point, precision } from './arbitraries.ts'
import { hold } from './hold.ts'
import * as laws from './laws.ts'

const bodyOf = ([text]: readonly [string, unknown]) => text
const lineOf = ([made]: readonly [Point, unknown]) => encode([made]).text

test('decoding gives back the point that was encoded', () => {
  hold(fc.tuple(point, precision), laws.decodesWhatItEncodes, { runs: 3000, body: lineOf })
})

test('encoding gives back the text that was encoded before', () => {
  hold(fc.tuple(fc.array(point, { maxLength: 4 }), precision), laws.encodesWhatItDecodes)
})

test('strict mode accepts only points that can be written', () => {
  hold(fc.tuple(nearlyLine, precision), laws.strictPointsAreWritable, { runs: 3000, body: bodyOf })
})

test('strict mode reads an accepted body as the server does', () => {
  hold(fc.tuple(nearlyLine, precision), laws.strictReadsAsTheServer, { runs: 3000, body: bodyOf })
})

test('escaping keeps different names different', () => {
  const part = fc.constantFrom('measurement', 'tagKey', 'tagValue', 'fieldKey')
  hold(fc.tuple(part, name, name), laws.escapeIsInjective, { runs: 3000 })
})

test('the order of tags makes no other series', () => {
  const shuffled = point.chain((made) => fc.tuple(fc.constant(made), shuffle(made.tags)))
  const distinctTags = shuffled.map(([made, tags]) => [{ ...made, tags: distinct(made.tags) }, distinct(tags)] as const)
  hold(distinctTags, laws.seriesIgnoresTagOrder)
})

test('different tag sets are different series', () => {
  hold(fc.tuple(point, point), laws.seriesKeysAreInjective)
})

test('the fast reader agrees with the exact reader on ordinary bodies', () => {
  hold(fc.tuple(ordinaryBody, precision), laws.fastReaderAgreesWithExactReader, { runs: 3000, body: bodyOf })
})

test('the fast reader agrees with the exact reader on odd bodies', () => {
  hold(fc.tuple(nearlyLine, precision), laws.fastReaderAgreesWithExactReader, { runs: 3000, body: bodyOf })
})

test('every line is a point, an error, a comment or blank', () => {
  const line = fc.constantFrom(
    'm f=1',
    'm,t=a f="x" 5',
    'm',
    '',
    '  ',
    '# note',
    'm f=1 x',
    '\t# note',
    ',a=b f=1',
    'm f=tRUE',
  )
  hold(fc.array(line), laws.nothingVanishes)
})

test('any bytes come back from their text', () => {
  hold(fc.uint8Array({ maxLength: 40 }), laws.textKeepsBytes, { runs: 3000 })
})

test('a law that does not hold says seed, path and the smallest counterexample', () => {
  const noZero = (value: number) => {
    if (value === 0) throw new Error('zero')
  }
  expect(() => hold(fc.constant(0), noZero, { body: () => 'm f=0\n' })).toThrow(
    /^noZero does not hold for 0; repeat with FLUXPROOF_SEED=-?\d+ FLUXPROOF_PATH=[\d:]+; line protocol \$'m f=0\\n'; curl /,
  )
})

type Tags = readonly (readonly [string, string])[]

function shuffle(tags: Tags): fc.Arbitrary<Tags> {
  return fc.shuffledSubarray([...tags], { minLength: tags.length })
}

/** The tags without those whose key came before; which of two equal keys stays depends on the order, so values go by key. */
function distinct(tags: Tags): Tags {
  return [...new Map(tags.map(([key]) => [key, `${key}!`] as const))]
}
