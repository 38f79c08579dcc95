import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../../flux-fixture.ts'

function quantile(counts: readonly number[], options: string): Promise<string> {
  const rows = counts.map((count, i) => `{le: ${i + 1}.0, _value: ${count}.0}`)
  const script = `import "array"\narray.from(rows: [${rows}]) |> histogramQuantile(${options})`
  return createFluxFixture().query(script)
}

const cases = [
  [[1, 1, 2], 'quantile: 0.5', '2'],
  [[0, 2, 4], 'quantile: 0.0', '1'],
  [[1, 3, 4], 'quantile: 0.5', '1.5'],
  [[1, 3, 4], 'quantile: 1.0', '3'],
  [[4, 4, 4], 'quantile: 0.5, minValue: 0.5', '0.75'],
  [[0, 0, 0], 'quantile: 0.5', ''],
  [[2, 1, 4], 'quantile: 0.5, onNonmonotonic: "force"', '2'],
] as const

test('estimates quantiles of cumulative counts', async () => {
  for (const [counts, options, expected] of cases) {
    const [row] = rowsOf(await quantile(counts, options))
    expect(row?._value, `${counts} ${options}`).toBe(expected)
  }
})

test('refuses counts that fall, or leaves their table out', async () => {
  await expect(quantile([2, 1], 'quantile: 0.5')).rejects.toThrow('histogram records counts are not monotonic')
  expect(rowsOf(await quantile([2, 1], 'quantile: 0.5, onNonmonotonic: "drop"'))).toEqual([])
})
