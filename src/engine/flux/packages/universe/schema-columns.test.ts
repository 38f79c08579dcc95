import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../../flux-fixture.ts'

const source = 'import "array"\narray.from(rows: [{n: 1, a: "x", b: "y"}, {n: 2, a: "y", b: "z"}])'

async function keyValues(labels: string): Promise<Record<string, string>[]> {
  return rowsOf(await createFluxFixture().query(`${source} |> keyValues(keyColumns: ${labels})`))
}

test('keyValues goes row by row and gives a value once, whatever its column', async () => {
  const rows = await keyValues('["a", "b"]')
  expect(rows.map(({ _key, _value }) => [_key, _value])).toEqual([
    ['a', 'x'],
    ['b', 'y'],
    ['b', 'z'],
  ])
})

test('keyValues refuses columns that are absent, first or of unlike types', async () => {
  const absent = 'received table with columns [n a b] not having key columns'
  await expect(keyValues('["zz"]')).rejects.toThrow(`${absent} [zz]`)
  await expect(keyValues('["n"]')).rejects.toThrow(`${absent} [n]`)
  await expect(keyValues('["a", "n"]')).rejects.toThrow('keyColumns must all be the same type')
})
