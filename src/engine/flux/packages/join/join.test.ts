import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../../flux-fixture.ts'

const streams = `import "array"
import "join"
left = array.from(rows: [{id: "b", l: 1}, {id: "a", l: 2}, {id: "c", l: 3}])
right = array.from(rows: [{id: "a", r: 10}, {id: "b", r: 20}, {id: "b", r: 30}, {id: "d", r: 40}])
`

for (const [name, expected] of [
  ['inner', ['a 2 10', 'b 1 20', 'b 1 30']],
  ['left', ['a 2 10', 'b 1 20', 'b 1 30', 'c 3 ']],
  ['right', ['a 2 10', 'b 1 20', 'b 1 30', 'd  40']],
  ['full', ['a 2 10', 'b 1 20', 'b 1 30', 'c 3 ', 'd  40']],
] as const) {
  const id = 'if exists l.id then l.id else r.id'
  for (const call of [`join.${name}(`, `join.tables(method: "${name}", `]) {
    test(`${call}…) keeps the rows of its method, ordered by what is compared`, async () => {
      const csv = await createFluxFixture().query(
        `${streams}${call}left: left, right: right, on: (l, r) => l.id == r.id, as: (l, r) => ({r: r.r, id: ${id}, l: l.l}))`,
      )
      expect(rowsOf(csv).map((row) => `${row.id} ${row.l} ${row.r}`)).toEqual(expected)
      expect(csv).toContain(',result,table,id,l,r\n')
    })
  }
}

test('joins by time the tables of equal keys', async () => {
  const flux = createFluxFixture()
  flux.write('m,h=a x=1,y=2 1768435200\nm,h=b x=3 1768435200\nm,h=b y=4 1768435260')
  const csv = await flux.query(`import "join"
    of = (field) => from(bucket: "b1") |> range(start: 0) |> filter(fn: (r) => r._field == field) |> group(columns: ["h"])
    join.time(left: of(field: "x"), right: of(field: "y"), method: "left", as: (l, r) => ({l with y: r._value}))`)
  expect(rowsOf(csv).map(({ h, _value, y }) => [h, _value, y])).toEqual([
    ['a', '1', '2'],
    ['b', '3', ''],
  ])
})

for (const [call, message] of [
  [
    'join.inner(left: left |> group(columns: ["id"]), right: right |> group(columns: ["id"]), on: (l, r) => l.id == r.id, as: (l, r) => ({l: l.l}))',
    "inner: join cannot modify group key: output record has a missing or invalid value for column 'id:string'",
  ],
  [
    'join.left(left: left, right: right |> filter(fn: (r) => r.r > 99), on: (l, r) => l.id == r.id, as: (l, r) => ({id: l.id, r: r.r}))',
    'error preparing right side of join: cannot join on an empty table',
  ],
  [
    'join.inner(left: left, right: right, on: (l, r) => l.id == r.id or l.l == r.r, as: (l, r) => ({id: l.id}))',
    'in the `on` parameter: unsupported operator in join predicate: or',
  ],
  [
    'join.inner(left: left, right: right, on: (l, r) => l.id == "a", as: (l, r) => ({id: l.id}))',
    'illegal expression type in join predicate: StringLiteral',
  ],
  [
    'join.inner(left: left, right: right, on: (l, r) => l.id == l.id, as: (l, r) => ({id: l.id}))',
    'may not reference the same object',
  ],
] as const) {
  test(`refuses ${call}`, async () => {
    await expect(createFluxFixture().query(streams + call)).rejects.toThrow(message)
  })
}
