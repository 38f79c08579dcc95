import { expect, test } from 'vitest'
import { firstDifference } from './flux-syntax.ts'

const script =
  'import "math"\n\noption task = {name: "a", every: 1h}\n\nfrom(bucket: "raw") |> range(start: -1h) |> mean()'

const same: readonly [name: string, other: string][] = [
  ['itself', script],
  ['line breaks and indentation', script.replaceAll(' |> ', '\n    |> ')],
  ['comments', `// hourly means\n${script}\n// end`],
  ['another name and schedule', script.replace('name: "a", every: 1h', 'cron: "0 * * * *", offset: 5m, name: "b"')],
  ['no option at all', script.replace(/option task.*\n/, '')],
]

for (const [name, other] of same) {
  test(`${name} is no difference`, () => {
    expect(firstDifference(script, other)).toBeUndefined()
  })
}

const different: readonly [name: string, other: string, found: string][] = [
  ['another function', script.replace('mean', 'max'), 'from(bucket: "raw") |> range(start: -1h) |> max()'],
  ['another package', script.replace('math', 'date'), 'import "date"'],
  ['a missing statement', script.replace(/from.*$/, ''), 'the end of the script'],
  ['another duration', script.replace('-1h', '-2h'), 'from(bucket: "raw") |> range(start: -2h) |> mean()'],
  [
    'another retry count',
    script.replace('every: 1h', 'every: 1h, retry: 3'),
    'option task = {name: "a", every: 1h, retry: 3}',
  ],
]

for (const [name, other, found] of different) {
  test(`${name} is a difference`, () => {
    expect(firstDifference(script, other)?.found).toBe(found)
  })
}

test('nothing is printed on standard output', () => {
  const written: unknown[] = []
  const { write } = process.stdout
  process.stdout.write = ((text: string) => written.push(text) > 0) as typeof write
  try {
    firstDifference(script, script)
  } finally {
    process.stdout.write = write
  }
  expect(written).toEqual([])
})
