import { expect, test } from 'vitest'
import type { FieldValue, Precision } from '../types.ts'
import { readPoint } from './point.ts'

const raw = String.raw
const float = (value: number): FieldValue => ({ type: 'float', value })
const text = (value: string): FieldValue => ({ type: 'string', value })

/** Field blocks that a server accepts, and the fields that it stores. */
const blocks: readonly (readonly [block: string, ...fields: (readonly [key: string, value: FieldValue])[]])[] = [
  ['f=1', ['f', float(1)]],
  ['\t\0 f=1', ['f', float(1)]],
  ['f=1,g=2', ['f', float(1)], ['g', float(2)]],
  ['f=1,f=2', ['f', float(1)], ['f', float(2)]],
  ['f=-1.5e-3', ['f', float(-0.0015)]],
  ['f=1.,g=.5,h=-.5,i=-0', ['f', float(1)], ['g', float(0.5)], ['h', float(-0.5)], ['i', float(-0)]],
  ['f=1e+5,g=1E5', ['f', float(100_000)], ['g', float(100_000)]],
  ['f=123456789012345678901234567890', ['f', float(123456789012345680000000000000)]],
  ['f=1i,g=-1i', ['f', { type: 'integer', value: 1n }], ['g', { type: 'integer', value: -1n }]],
  ['f=9223372036854775807i', ['f', { type: 'integer', value: 2n ** 63n - 1n }]],
  ['f=-9223372036854775808i', ['f', { type: 'integer', value: -(2n ** 63n) }]],
  ['f=00000000000000000000000000001i', ['f', { type: 'integer', value: 1n }]],
  ['f=-00000000000000000000000000001i', ['f', { type: 'integer', value: -1n }]],
  ['f=18446744073709551615u', ['f', { type: 'unsigned', value: 2n ** 64n - 1n }]],
  ['f=000000000000000000000000000001u', ['f', { type: 'unsigned', value: 1n }]],
  ['f=T', ['f', { type: 'boolean', value: true }]],
  ['f=""', ['f', text('')]],
  [raw`f="a\"b\c\\"`, ['f', text(raw`a"b\c\ `.trimEnd())]],
  ['f="a,b=c d",g=1', ['f', text('a,b=c d')], ['g', float(1)]],
  [raw`f="a\,b",g=2`, ['f', text(raw`a\,b`)], ['g', float(2)]],
  ['f="a"b"c",g=1', ['f', text('a"b"c')], ['g', float(1)]],
  ['f="a"\r', ['f', text('a"')]],
  ['f="\xe9\xff"', ['f', text('\udce9\udcff')]],
  [raw`a\ b\,c\=d\"e\f=1`, ['a b,c=d"e\\f', float(1)]],
  [raw`\ =1`, [' ', float(1)]],
  [raw`f=1,g\,=2`, ['f', float(1)], ['g,', float(2)]],
  // Storage splits these otherwise than the parser did.
  [raw`\\="=1,b=",c=1`, [raw`\="`, float(1)], ['b', text(',c=')]],
  [raw`\\="=0,b=",c=1`, [raw`\="`, float(0)], ['b', text(',c=')]],
  [raw`\\="=inf,b=",c=1`, [raw`\="`, float(Infinity)], ['b', text(',c=')]],
  [raw`\\="=,b=",c=1`, ['b', text(',c=')]],
]

for (const [block, ...fields] of blocks) {
  test(`stores the fields ${JSON.stringify(block)} as a server does`, () => {
    for (const end of ['', ' 5']) expect(readPoint(`m ${block}${end}`, 'ns')).toMatchObject({ fields })
  })
}

/** What may stand after the fields. */
const times: readonly (readonly [rest: string, precision: Precision, time: bigint | undefined])[] = [
  ['', 'ns', undefined],
  [' ', 'ns', undefined],
  [' \nanything', 'ns', undefined],
  [' 5', 'ns', 5n],
  [' \t\0 5', 'ns', 5n],
  [' 5  ', 'ns', 5n],
  [' -5', 'ns', -5n],
  [' 9223372036854775806', 'ns', 2n ** 63n - 2n],
  [' -9223372036854775806', 'ns', -(2n ** 63n) + 2n],
  [' 5', 'us', 5_000n],
  [' 5', 'ms', 5_000_000n],
  [' -5', 's', -5_000_000_000n],
]

for (const [rest, precision, time] of times) {
  test(`takes ${JSON.stringify(rest)} after the fields for ${time === undefined ? 'no time' : `${time} ns`}`, () => {
    const read = readPoint(`m f=1${rest}`, precision)
    expect(read).toMatchObject({ fields: [['f', float(1)]] })
    expect('time' in read ? read.time : undefined).toBe(time)
    expect('time' in read).toBe(time !== undefined)
  })
}

/** First blocks that a server accepts, with measurement and tags as stored. */
const keys: readonly (readonly [
  key: string,
  measurement: string,
  ...tags: (readonly [key: string, value: string])[],
])[] = [
  ['m', 'm'],
  [raw`a\ b\,c\=d\"e\f`, 'a b,c=d"e\\f'],
  ['m,t=a', 'm', ['t', 'a']],
  ['m,t=a,s=b', 'm', ['t', 'a'], ['s', 'b']],
  [raw`m,a\ b\,c\=d\"e=x\ y\,z\=\"`, 'm', [raw`a b,c=d\"e`, raw`x y,z=\"`]],
  ['m,t==b', 'm', ['t', '=b']],
  [`m,t=${'x'.repeat(65_526)}`, 'm', ['t', 'x'.repeat(65_526)]],
]

for (const [key, measurement, ...tags] of keys) {
  test(`reads the first block ${JSON.stringify(key.slice(0, 40))}`, () => {
    expect(readPoint(`${key} f=1`, 'ns')).toMatchObject({ measurement, tags })
  })
}
