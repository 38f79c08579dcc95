import type { Drift } from './drift.ts'
import type { Specimen } from './specimen.ts'
import { readings, statusLine } from './specimen-lines.ts'

const minuteNs = 60_000_000_000n
const hourNs = 60n * minuteNs

/** Points that are not as declared. */
export const pointDrifts: readonly Drift[] = [
  {
    kind: 'measurement-present',
    name: 'a measurement that nobody writes',
    fails: ['measurement/raw/status/present'],
    expected: 'status',
    found: /no (?:point|such)|none/,
    lines: (nowNs) => readings(nowNs),
  },
  {
    kind: 'undeclared-measurements',
    name: 'a measurement that nobody declared',
    fails: ['bucket/hourly/undeclared-measurements'],
    expected: 'hourly_reading',
    found: 'smoke_test',
    plant: ({ write }) => write('hourly', 'smoke_test v=1'),
  },
  {
    kind: 'series-cardinality',
    name: 'more series than the budget, though each tag keeps its own',
    fails: ['measurement/raw/reading/cardinality'],
    expected: 'at most 12 series of reading',
    found: /^2\d; values per tag: .*phase 3/,
    plant: ({ write }) =>
      write(
        'raw',
        ...['hall', 'attic'].flatMap((room) =>
          ['L2', 'L3'].flatMap((phase) =>
            ['meter', 'manual'].map((source) => `reading,room=${room},source=${source},phase=${phase} kw=1,n=1i`),
          ),
        ),
      ),
  },
  {
    kind: 'freshness',
    name: 'a writer that fell silent',
    fails: ['measurement/raw/reading/freshness', 'measurement/raw/reading/freshness-warning'],
    expected: 'no older than 10m',
    found: /the newest is 1[2-5]m.* old/,
    lines: (nowNs) => [...readings(nowNs, 12n * minuteNs), statusLine(nowNs)],
  },
  {
    kind: 'freshness',
    name: 'a writer that is late',
    fails: ['measurement/raw/reading/freshness-warning'],
    expected: 'no older than 2m',
    found: /the newest is [3-6]m.* old/,
    lines: (nowNs) => [...readings(nowNs, 3n * minuteNs), statusLine(nowNs)],
  },
  {
    kind: 'gaps',
    name: 'a batch that vanished',
    fails: ['measurement/raw/reading/gaps'],
    expected: 'at least every 2m',
    found: /^3m without a point of room=(?:hall|attic)/,
    lines: (nowNs) => [...readings(nowNs).filter((_, index) => ![6, 7, 8, 9].includes(index)), statusLine(nowNs)],
  },
  {
    kind: 'tag-required',
    name: 'a point without a required tag',
    fails: ['measurement/raw/reading/tag/room/required'],
    expected: 'room',
    found: /source=meter/,
    plant: ({ write }) => write('raw', 'reading,source=meter,phase=L1 kw=1,n=1i'),
  },
  {
    kind: 'tag-values',
    name: 'a tag value that is not one of the declared',
    fails: ['measurement/raw/reading/tag/source/values'],
    expected: 'meter, manual',
    found: 'guess',
    plant: ({ write }) => write('raw', 'reading,room=hall,source=guess,phase=L1 kw=1,n=1i'),
  },
  {
    kind: 'tag-pattern',
    name: 'a tag value of another form',
    fails: ['measurement/raw/reading/tag/room/pattern'],
    expected: '^[a-z]+$',
    found: 'Hall 1',
    plant: ({ write }) => write('raw', 'reading,room=Hall\\ 1,source=meter,phase=L1 kw=1,n=1i'),
  },
  {
    kind: 'tag-cardinality',
    name: 'more values of a tag than its budget',
    fails: ['measurement/raw/reading/tag/phase/cardinality'],
    expected: 'at most 3 values of phase',
    found: '4, such as',
    plant: ({ write }) =>
      write('raw', ...['L2', 'L3', 'L4'].map((phase) => `reading,room=hall,source=meter,phase=${phase} kw=1,n=1i`)),
  },
  {
    kind: 'undeclared-tags',
    name: 'a tag that nobody declared',
    fails: ['measurement/raw/reading/undeclared-tags'],
    expected: 'only the tags room, source, phase',
    found: 'firmware',
    plant: ({ write }) => write('raw', 'reading,room=hall,source=meter,phase=L1,firmware=1.2 kw=1,n=1i'),
  },
  {
    kind: 'field-type',
    name: 'a field written as string',
    fails: ['measurement/raw/status/field/level/type'],
    expected: 'float',
    found: 'string',
    lines: (nowNs) => [...readings(nowNs), statusLine(nowNs, '"7"')],
  },
  {
    kind: 'field-type',
    name: 'a field that flips between shards, which Flux hides',
    fails: ['measurement/raw/status/field/level/type'],
    expected: 'float in every shard',
    found: 'float and integer in different shards',
    plant: ({ write, nowNs }) => write('raw', `status,room=hall level=7i ${nowNs - 7n * hourNs}`),
  },
  {
    kind: 'field-range',
    name: 'a value above the range',
    fails: ['measurement/raw/reading/field/kw/range'],
    expected: '0 to 10',
    found: '10.5 in',
    plant: ({ write }) => write('raw', 'reading,room=hall,source=meter,phase=L1 kw=10.5,n=1i'),
  },
  {
    kind: 'field-range',
    name: 'a value below the range',
    fails: ['measurement/raw/reading/field/kw/range'],
    expected: '0 to 10',
    found: '-0.5 in',
    plant: ({ write }) => write('raw', 'reading,room=hall,source=meter,phase=L1 kw=-0.5,n=1i'),
  },
  {
    kind: 'field-required',
    name: 'a point without a required field',
    fails: ['measurement/raw/reading/field/kw/required'],
    expected: 'the field kw in every point of reading',
    found: '1 of 21 points lack it',
    plant: ({ write }) => write('raw', 'reading,room=hall,source=meter,phase=L1 n=1i'),
  },
  {
    kind: 'undeclared-fields',
    name: 'a field that nobody declared',
    fails: ['measurement/raw/reading/undeclared-fields'],
    expected: 'kw, n',
    found: 'volts',
    plant: ({ write }) => write('raw', 'reading,room=hall,source=meter,phase=L1 kw=1,n=1i,volts=230'),
  },
  {
    kind: 'refused-writes',
    name: 'a batch that the server refused',
    fails: ['org/refused-writes'],
    expected: 'no refused write',
    found: /1 refused batch, the newest at .*field type conflict/,
    plant: refuseBatch,
  },
]

/** The writer of a type conflict sees an error; that nobody looks at it is the drift. */
async function refuseBatch({ write }: Specimen): Promise<void> {
  const refusal = await write('raw', 'status,room=hall level=7i').then(
    () => undefined,
    (error: unknown) => error,
  )
  if (refusal === undefined) throw new Error('the server stored a field of two types in one shard')
}
