import { expect, test } from 'vitest'
import { readPoint } from './point.ts'
import { isRefusal, type Refusal } from './refusal.ts'

type Case = readonly [marked: string, rule: Refusal['rule'], reason?: string]

const raw = String.raw

/** Lines that a server answers 400, with a mark where it gives up. Without a reason, its text is the rule with blanks. */
const refused: readonly Case[] = [
  ['^', 'missing-measurement'],
  ['^,t=a f=1', 'missing-measurement'],
  ['m^', 'missing-fields'],
  ['m,t=a^', 'missing-fields'],
  ['m,t=a,u=b^', 'missing-fields'],
  ['m,^ f=1', 'missing-tag-key'],
  ['m,t=a,^ f=1', 'missing-tag-key'],
  ['m,^', 'missing-tag-key'],
  ['m,^=a f=1', 'missing-tag-key'],
  ['m,^,t=a f=1', 'missing-tag-key'],
  ['m,t^ f=1', 'missing-tag-value'],
  ['m,t^,u=a f=1', 'missing-tag-value'],
  ['m,t^', 'missing-tag-value'],
  ['m,t=a,u^', 'missing-tag-value'],
  ['m,t=^ f=1', 'missing-tag-value'],
  ['m,t=^', 'missing-tag-value'],
  ['m,t=^,u=a f=1', 'missing-tag-value'],
  ['m,t=a^=b f=1', 'invalid-tag-format'],
  ['m,t=a,t=b^ f=1', 'duplicate-tags'],
  ['m,a=1,b=2,a=3^ f=1', 'duplicate-tags'],
  ['m,time=a^ f=1', 'reserved-tag-key', 'cannot use reserved tag key "time"'],
  ['m,a=b,_field=a^ f=1', 'reserved-tag-key', 'cannot use reserved tag key "_field"'],
  ['m,\xff=a^ f=1', 'reserved-tag-key', String.raw`cannot use reserved tag key "\xff"`],
  ['m,\0=a^ f=1', 'reserved-tag-key', String.raw`cannot use reserved tag key "\x00"`],
  ['m ^', 'invalid-field-format'],
  ['m f^', 'invalid-field-format'],
  ['m f,g=1^', 'invalid-field-format'],
  ['m f=1,^', 'invalid-field-format'],
  ['m f=1,g^ 5', 'invalid-field-format'],
  ['m a^ b=1', 'invalid-field-format'],
  [raw`m f\=1^`, 'invalid-field-format'],
  ['m f\\^', 'invalid-field-format'],
  ['m ^=1', 'missing-field-key'],
  ['m  ^=1', 'missing-field-key'],
  ['m f=1,^=2', 'missing-field-key'],
  ['m f^=', 'missing-field-value'],
  ['m f^= 5', 'missing-field-value'],
  ['m f^=,g=1', 'missing-field-value'],
  ['m f=1,g^=', 'missing-field-value'],
  ['m f="^', 'unbalanced-quotes'],
  ['m f="a 5^', 'unbalanced-quotes'],
  [raw`m f="a\"^`, 'unbalanced-quotes'],
  ['m f=^tRUE', 'invalid-boolean'],
  ['m f=1,g=^yes 5', 'invalid-boolean'],
  ['m f=^xTrue', 'invalid-boolean'],
  ['m f=^a1', 'invalid-boolean'],
  ['m f=^=1', 'invalid-boolean'],
  ['m f=^inf', 'invalid-boolean'],
  ['m f=^e5', 'invalid-boolean'],
  ['m f=^i', 'invalid-boolean'],
  [raw`m f=^t\ `, 'invalid-boolean'],
  ['m f=^1a', 'invalid-number'],
  ['m f=^--1', 'invalid-number'],
  ['m f=^.', 'invalid-number'],
  ['m f=^-.', 'invalid-number'],
  ['m f=^-', 'invalid-number'],
  ['m f=^1.1.1', 'invalid-number'],
  ['m f=^1-2', 'invalid-number'],
  ['m f=^NaN', 'invalid-number'],
  ['m f=^nan', 'invalid-number'],
  ['m f=^1i1', 'invalid-number'],
  ['m f=^1ii', 'invalid-number'],
  ['m f=^1.5i', 'invalid-number'],
  ['m f=^.5i', 'invalid-number'],
  ['m f=^-i', 'invalid-number'],
  ['m f=^-1u', 'invalid-number'],
  [raw`m f=^1\,=2`, 'invalid-number'],
  ['m f=^1e', 'invalid-float'],
  ['m f=^1e400', 'invalid-float'],
  [`m f=^${'9'.repeat(310)}`, 'invalid-float'],
  [
    'm f=^9223372036854775808i',
    'integer-out-of-range',
    'unable to parse integer 9223372036854775808: strconv.ParseInt: parsing "9223372036854775808": value out of range',
  ],
  [
    'm f=^-9223372036854775809i',
    'integer-out-of-range',
    'unable to parse integer -9223372036854775809: strconv.ParseInt: parsing "-9223372036854775809": value out of range',
  ],
  [
    'm f=^18446744073709551616u',
    'integer-out-of-range',
    'unable to parse unsigned 18446744073709551616: strconv.ParseUint: parsing "18446744073709551616": value out of range',
  ],
  ['m f=1 ^x', 'bad-timestamp'],
  ['m f=1 -^x', 'bad-timestamp'],
  ['m f=1 5^x', 'bad-timestamp'],
  ['m f=1 5^-', 'bad-timestamp'],
  ['m f="a" 5^"', 'bad-timestamp'],
  ['m f=1 ^-', 'bad-timestamp', 'strconv.ParseInt: parsing "-": invalid syntax'],
  [
    'm f=1 ^9223372036854775808',
    'time-out-of-range',
    'strconv.ParseInt: parsing "9223372036854775808": value out of range',
  ],
  ['m f=1 ^9223372036854775807', 'time-out-of-range', 'time outside range -9223372036854775806 - 9223372036854775806'],
  ['m f=1 ^-9223372036854775807', 'time-out-of-range', 'time outside range -9223372036854775806 - 9223372036854775806'],
  ['m f=1 5 ^6', 'point-is-invalid'],
  ['m f=1 5  ^x', 'point-is-invalid'],
  ['m f=1 5^\nx', 'point-is-invalid'],
  ['m f=""=3,^r', 'field-without-value', 'invalid value: field-key=r'],
  [`m,t=${'x'.repeat(65_532)}^ f=1`, 'max-key-length-exceeded', 'max key length exceeded: 65536 > 65535'],
  [`m,t=${'x'.repeat(65_527)} ^f=1`, 'max-key-length-exceeded', 'max key length exceeded: 65536 > 65535'],
  [`m f=1,^${'x'.repeat(65_531)}=1`, 'max-key-length-exceeded', 'max key length exceeded: 65536 > 65535'],
]

/** Lines that pass the parser and that storage, which splits their fields otherwise, cannot read. */
const unreadable: readonly (readonly [line: string, kind: Refusal['kind'], reason: string])[] = [
  [raw`m \\="=x"`, 'storage', raw`unable to parse bool value "x\"": strconv.ParseBool: parsing "x\"": invalid syntax`],
  [
    raw`m \\="=1x"`,
    'storage',
    raw`unable to parse floating point value "1x\"": strconv.ParseFloat: parsing "1x\"": invalid syntax`,
  ],
  [
    raw`m \\="=1xi,b="`,
    'storage',
    'unable to parse integer value "1x": strconv.ParseInt: parsing "1x": invalid syntax',
  ],
  [
    raw`m \\="=-1u,b="`,
    'storage',
    'unable to parse unsigned value "-1": strconv.ParseUint: parsing "-1": invalid syntax',
  ],
  [raw`m \\="="`, 'crash', 'runtime error: slice bounds out of range [1:0]'],
]

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 20)}…` : text)
}

for (const [marked, rule, reason = rule.replaceAll('-', ' ')] of refused) {
  test(`refuses ${shown(marked)}: ${reason}`, () => {
    expect(readPoint(marked.replace('^', ''), 'ns')).toEqual({ rule, at: marked.indexOf('^'), reason, kind: 'parse' })
  })
}

for (const [line, kind, reason] of unreadable) {
  test(`cannot store ${shown(line)}: ${reason}`, () => {
    expect(readPoint(line, 'ns')).toEqual({ rule: 'unreadable-value', at: 2, reason, kind })
  })
}

test('a bad time is told before a value that cannot be stored', () => {
  expect(readPoint(raw`m \\="=x" 5x`, 'ns')).toMatchObject({ rule: 'bad-timestamp', at: 11 })
})

test('a field key that is too long is told before a bad time', () => {
  const read = readPoint(`m ${'x'.repeat(65_531)}=1 5x`, 'ns')
  expect(isRefusal(read) && read.rule).toBe('max-key-length-exceeded')
})
