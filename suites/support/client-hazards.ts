import { Point } from '@influxdata/influxdb-client'
import { encodePoint } from '../../src/line-protocol/encode.ts'
import type { Point as PlainPoint } from '../../src/line-protocol/types.ts'

/** One way in which the official client turns what it is given into something else. */
export interface ClientHazard {
  readonly given: string
  /** Makes the official client's point. */
  readonly make: () => Point
  /** The line it sends; undefined: none, or it throws. */
  readonly sends: string | undefined
  /** What comes of a batch of that line and a good one, `good v=1 <time>`. */
  readonly server: ServerOutcome
  /** The same record as fluxproof takes it. A type that it could not be given is a compile error: then there is nothing to run. */
  readonly record: PlainPoint | undefined
  /** The line that fluxproof writes, or the rule by which it refuses. */
  readonly fluxproof: string
}

export interface ServerOutcome {
  /** Status of the write. */
  readonly status: number | undefined
  /** What is stored of the batch: `measurement,tags field=value`, in order; the good line as `good v=1`. */
  readonly stored: readonly string[]
  /** In words, for the page. */
  readonly words: string
}

const at = 1_700_000_000_123_456_789n
const time = String(at)
const alone = { status: undefined, stored: [], words: 'nothing was sent' } as const
const refused = (why: string): ServerOutcome => ({
  status: 400,
  stored: [],
  words: `400 \`${why}\`: the whole batch is lost`,
})
const float = (value: number) => ({ type: 'float', value }) as const
const plain = (parts: Partial<PlainPoint>): PlainPoint => ({
  measurement: 'm',
  tags: [],
  fields: [['v', float(1)]],
  time: at,
  ...parts,
})
const point = (measurement = 'm') => new Point(measurement).timestamp(time)

/** Every hazard of points, as tried with the client 1.35.0. The suite shows each; docs/client-hazards.md lists them. */
export const clientHazards: readonly ClientHazard[] = [
  {
    given: 'a tag value that ends with a backslash',
    make: () => point().tag('k', 'C:\\').floatField('v', 1),
    sends: `m,k=C:\\ v=1 ${time}`,
    server: refused('invalid tag format'),
    record: plain({ tags: [['k', 'C:\\']] }),
    fluxproof: 'trailing-backslash',
  },
  {
    given: 'a measurement that starts with #',
    make: () => point('#m').tag('k', 'a').floatField('v', 1),
    sends: `#m,k=a v=1 ${time}`,
    server: { status: 204, stored: ['good v=1'], words: '204, but the line is a comment: lost in silence' },
    record: plain({ measurement: '#m', tags: [['k', 'a']] }),
    fluxproof: 'measurement-comment',
  },
  {
    given: 'the timestamp NaN',
    make: () => new Point('m').floatField('v', 1).timestamp(Number.NaN),
    sends: 'm v=1 NaN',
    server: refused('bad timestamp'),
    record: undefined,
    fluxproof: 'a time is a bigint: NaN is a type error',
  },
  {
    given: "intField('9007199254740993')",
    make: () => point().intField('v', '9007199254740993'),
    sends: `m v=9007199254740992i ${time}`,
    server: { status: 204, stored: ['good v=1', 'm v=9007199254740992'], words: 'stored, one less' },
    record: plain({ fields: [['v', { type: 'integer', value: 9_007_199_254_740_993n }]] }),
    fluxproof: `m v=9007199254740993i ${time}`,
  },
  {
    given: "intField('9223372036854775807'), which is valid",
    make: () => point().intField('v', '9223372036854775807'),
    sends: undefined,
    server: { ...alone, words: 'nothing was sent: it throws' },
    record: plain({ fields: [['v', { type: 'integer', value: 2n ** 63n - 1n }]] }),
    fluxproof: `m v=9223372036854775807i ${time}`,
  },
  {
    given: "booleanField('v', 'false')",
    make: () => point().booleanField('v', 'false'),
    sends: `m v=T ${time}`,
    server: { status: 204, stored: ['good v=1', 'm v=true'], words: 'stored as true' },
    record: undefined,
    fluxproof: 'a boolean is a boolean: text is a type error',
  },
  {
    given: "floatField('v', '12abc')",
    make: () => point().floatField('v', '12abc'),
    sends: `m v=12 ${time}`,
    server: { status: 204, stored: ['good v=1', 'm v=12'], words: 'stored as 12' },
    record: undefined,
    fluxproof: 'a float is a number: text is a type error',
  },
  {
    given: 'intField(1.9)',
    make: () => point().intField('v', 1.9),
    sends: `m v=1i ${time}`,
    server: { status: 204, stored: ['good v=1', 'm v=1'], words: 'stored as 1' },
    record: undefined,
    fluxproof: 'an integer is a bigint: a fraction is a type error',
  },
  {
    given: 'an empty tag value',
    make: () => point().tag('k', '').floatField('v', 1),
    sends: `m v=1 ${time}`,
    server: { status: 204, stored: ['good v=1', 'm v=1'], words: 'stored in another series: the tag is left out' },
    record: plain({ tags: [['k', '']] }),
    fluxproof: 'tag-value-empty',
  },
  {
    given: 'a nanosecond timestamp as a number',
    make: () => new Point('m').floatField('v', 1).timestamp(Number(at)),
    sends: 'm v=1 1700000000123456800',
    server: { status: 204, stored: ['good v=1', 'm v=1'], words: 'stored 11 ns late: …456789 became …456800' },
    record: plain({}),
    fluxproof: `m v=1 ${time}`,
  },
  {
    given: 'a newline in a tag value',
    make: () => point().tag('k', 'a\nb').floatField('v', 1),
    sends: `m,k=a\\nb v=1 ${time}`,
    server: { status: 204, stored: ['good v=1', 'm,k=a\\nb v=1'], words: 'stored as a backslash and an n' },
    record: plain({ tags: [['k', 'a\nb']] }),
    fluxproof: 'newline',
  },
  {
    given: 'a tag with the key time',
    make: () => point().tag('time', 'a').floatField('v', 1),
    sends: `m,time=a v=1 ${time}`,
    server: refused('cannot use reserved tag key'),
    record: plain({ tags: [['time', 'a']] }),
    fluxproof: 'tag-key-reserved',
  },
  {
    given: 'a tag with the key _field',
    make: () => point().tag('_field', 'a').floatField('v', 1),
    sends: `m,_field=a v=1 ${time}`,
    server: refused('cannot use reserved tag key'),
    record: plain({ tags: [['_field', 'a']] }),
    fluxproof: 'tag-key-reserved',
  },
  {
    given: 'a field with the key time beside others',
    make: () => point().floatField('time', 2).floatField('v', 1),
    sends: `m time=2,v=1 ${time}`,
    server: {
      status: 204,
      stored: ['good v=1', 'm v=1'],
      words: '204, and the field is lost (2.9: 422 with dropped=0, and the rest stored)',
    },
    record: plain({
      fields: [
        ['time', float(2)],
        ['v', float(1)],
      ],
    }),
    fluxproof: 'field-key-time',
  },
  {
    given: 'no field',
    make: () => point(),
    sends: undefined,
    server: { ...alone, words: 'nothing is sent, and no error says so' },
    record: plain({ fields: [] }),
    fluxproof: 'fields-missing',
  },
  {
    given: 'a Date before 1677',
    make: () => new Point('m').floatField('v', 1).timestamp(new Date(Date.UTC(1600, 0, 1))),
    sends: 'm v=1 -11676096000000000000',
    server: refused('bad timestamp or time outside range'),
    record: plain({ time: -11_676_096_000_000_000_000n }),
    fluxproof: 'time-out-of-range',
  },
  {
    given: 'floatField(Infinity)',
    make: () => point().floatField('v', Number.POSITIVE_INFINITY),
    sends: undefined,
    server: { ...alone, words: 'nothing was sent: it throws' },
    record: plain({ fields: [['v', float(Number.POSITIVE_INFINITY)]] }),
    fluxproof: 'float-not-finite',
  },
  {
    given: 'uintField(-1)',
    make: () => point().uintField('v', -1),
    sends: undefined,
    server: { ...alone, words: 'nothing was sent: it throws' },
    record: plain({ fields: [['v', { type: 'unsigned', value: -1n }]] }),
    fluxproof: 'unsigned-out-of-range',
  },
]

/** What fluxproof makes of a record: its line, or the rules that it breaks. */
export function byFluxproof(record: PlainPoint): string {
  const encoded = encodePoint(record)
  return encoded.ok ? encoded.line : encoded.issues.map(({ rule }) => rule).join(', ')
}
