import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createManualClock } from '../clock/index.ts'
import { decode } from '../line-protocol/decode.ts'
import { nearlyLine, ordinaryBody, precision } from '../line-protocol/laws/arbitraries.ts'
import { readPlainLine } from './plain-line.ts'
import { prepareExactly } from './prepare-point.ts'

const clock = createManualClock(1_700_000_000_000_000_000n)

const good = {
  name: fc.constantFrom('m', 'cpu', 'a.b'),
  tags: fc.oneof(
    fc.subarray([',B=1', ',a=1', ',b=x', ',g=#', ',k=a-b:c']),
    fc.shuffledSubarray([',b=é', ',a=Living\\ Room', ',k=x\\,y', ',é=1', ',c="'], { maxLength: 3 }),
  ),
  fields: fc.subarray(
    [
      'f=1',
      'g=-2i',
      'on=FALSE',
      's="a b,c=d"',
      'e=""',
      'x=0.1',
      't=t',
      'z=01',
      'y=-0',
      'w=-0i',
      'u=3u',
      'é="°C"',
      'q="a \\"b\\""',
      'p=1.5e-7',
      'o=1e+21',
    ],
    {
      minLength: 1,
    },
  ),
  time: fc.oneof(
    fc.constantFrom('', ' 8999999999999999999'),
    fc.integer({ min: 1, max: 2_000_000_000 }).map((value) => ` ${value}`),
    fc.bigInt({ min: 1n, max: 2n ** 64n }).map((value) => ` ${value}`),
  ),
}

const odd = {
  name: fc.constantFrom('#m', '', '_m', 'é', 'm"', 'm\\', ' m', 'm '),
  tags: fc.array(
    fc.constantFrom(',b=y', ',a=1', ',c=é', ',time=1', ',_f=1', ',_field=1', ',d=', ',=e', ',e=a=b', ',h="', ',i'),
    { maxLength: 3 },
  ),
  fields: fc.array(
    fc.oneof(
      fc.constantFrom(
        'f=1',
        'f=t',
        's="é"',
        's="\\\\"',
        's="\ud800"',
        's="😀"',
        's="\u2028"',
        's="\ufeff"',
        'u=-3u',
        'f=1e400',
        'f=1e',
        'time=1',
        '=1',
        'f=',
        'x=1e3',
        'u=3u',
        'f=1.',
        'f=.5',
        'f=true1',
        'f=1.5i',
      ),
      fc.constantFrom(
        '_f=1',
        'n=12345678901234567890',
        'g=999999999999999999i',
        's="a',
        's=a"',
        'f=1 ',
        'f==1',
        'f=--1',
        'f',
      ),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => `v=${value}`),
      fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map((value) => `i=${value}i`),
    ),
    { minLength: 1, maxLength: 3 },
  ),
  time: fc.oneof(
    fc.constantFrom(
      ' ',
      ' 0',
      ' 01',
      ' -1',
      ' 1 ',
      ' 1x',
      ' 9223372036854775807',
      ' 9000000000000000000',
      '\r',
      '\n',
      '  5',
    ),
    fc.bigInt({ min: -5n, max: 2n ** 64n }).map((value) => ` ${value}`),
  ),
}

const mostly = <T>(usual: fc.Arbitrary<T>, unusual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: unusual })

/** Whole parts in the order of a line: many of these are plain, and many nearly. */
const assembled = fc
  .tuple(
    mostly(good.name, odd.name),
    mostly(good.tags, odd.tags),
    mostly(good.fields, odd.fields),
    mostly(good.time, odd.time),
  )
  .map(([name, tags, fields, time]) => `${name}${tags.join('')} ${fields.join(',')}${time}`)

test('a plain line is prepared as the exact reader prepares it, but for the spelling of its values', () => {
  const line = fc.oneof(
    assembled,
    assembled,
    nearlyLine,
    ordinaryBody.map((body) => body.split('\n')[0] ?? ''),
  )
  let plainLines = 0
  fc.assert(
    fc.property(line, precision, (given, unit) => {
      const options = { clock, precision: unit }
      const plain = readPlainLine(given, options)
      if (plain === undefined) return
      plainLines++
      const { line: written, bytes, ...identity } = plain
      const exact = prepareExactly(given, options)
      expect(exact).toMatchObject(identity)
      expect(decode(written, { mode: 'strict' })).toEqual(decode(exact.line, { mode: 'strict' }))
      expect(bytes).toBe(Buffer.byteLength(written) + 1)
    }),
    { numRuns: 5_000 },
  )
  expect(plainLines).toBeGreaterThan(100)
})

for (const line of [
  'raw_reading,building_id=building-7,source=live aggregate_kw=12.125,energy_kwh=3,estimated=false 1780272000000000000',
  'home,area=kitchen,entity_id=sensor.kitchen state="21.5 C",value=21.5,count=3i',
  'm v=-0.30000000000000004,on=T 1',
  'climate,entity_id=climate.é unit="°C",setpoint=21.5,mode="say \\"heat\\"",seen=3u,tiny=1e-7 1',
]) {
  test(`takes the short way for ${line}`, () => {
    expect(readPlainLine(line, { clock })?.line.startsWith(line)).toBe(true)
  })
}

test('a series whose tags are not in order is sent with them in order, and is the same series', () => {
  const [one, other] = ['m,b=Living\\ Room,a=é v=1 1', 'm,a=é,b=Living\\ Room v=1 1'].map((line) =>
    readPlainLine(line, { clock }),
  )
  expect(one?.line).toBe('m,a=é,b=Living\\ Room v=1 1')
  expect(one).toEqual(other)
})

test('other fields of a series are seen whatever its last line had', () => {
  const lines = ['m,k=1 a=1,b=2 1', 'm,k=1 b=2 1', 'm,k=1 a=1,b=2,c=3 1', 'm,k=1 c=1,a=2 1', 'm,k=1 a=1 1']
  for (const line of lines) expect(readPlainLine(line, { clock })?.line).toBe(line)
  for (const line of ['m,k=1 a=1,a=2 1', 'm,k=1 a=1,b=2,a=3 1', 'm,k=1 a=1,time=3 1', 'm,k=1 ab=1,a=1,ab=2 1'])
    expect(readPlainLine(line, { clock })).toBeUndefined()
})
