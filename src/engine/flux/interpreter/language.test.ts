import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../flux-fixture.ts'

/** The one cell `x` of a script that makes one row. */
async function cell(expression: string, before = ''): Promise<string | undefined> {
  const csv = await createFluxFixture().query(`import "array"\n${before}\narray.from(rows: [{x: ${expression}}])`)
  return rowsOf(csv)[0]?.x
}

for (const [expression, value] of [
  ['1 + 2 * 3', '7'],
  ['(1 + 2) * 3', '9'],
  ['7 / 2', '3'],
  ['-7 % 3', '-1'],
  ['2 ^ 3', '8'],
  ['9223372036854775807 + 1', '-9223372036854775808'],
  ['"a" + "b"', 'ab'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Flux
  ['"x${1 + 1}y"', 'x2y'],
  ['if 1 < 2 then "yes" else "no"', 'yes'],
  ['[10, 20, 30][1]', '20'],
  ['{a: 1, b: "z"}.b', 'z'],
  ['not (true and false)', 'true'],
  ['"abc" =~ /^a.c$/', 'true'],
  ['1.0 / 0.0', '+Inf'],
] as const) {
  test(`evaluates ${expression}`, async () => {
    expect(await cell(expression)).toBe(value)
  })
}

test('binds defaults, named and piped arguments, and what a function closes over', async () => {
  const before = 'base = 10\nadd = (n=1, x=<-) => x + n + base'
  expect(await cell('5 |> add()', before)).toBe('16')
  expect(await cell('add(x: 1, n: 2)', before)).toBe('13')
})

test('keeps a name inside a function from the one outside', async () => {
  expect(await cell('f(a: 2) + a', 'a = 1\nf = (a) => {\n  b = a * 10\n  return b\n}')).toBe('21')
})

for (const [script, message] of [
  ['x = [1][3]\nfrom(bucket: "b1") |> range(start: -x)', 'cannot access element 3 of array of length 1'],
  ['1 + 1', 'this Flux script returns no streaming data'],
  ['from(bucket: "b1")', `cannot submit unbounded read to "b1"; try bounding 'from' with a call to 'range'`],
  ['from(bucket: "no") |> range(start: -1h)', 'failed to initialize execute state: could not find bucket "no"'],
  ['from(bucket: "b1") |> range(start: -1h) |> nope()', 'error @1:44-1:48: undefined identifier nope'],
  ['from(bucket: "b1" |> range(start: -1h)', 'compilation failed: error @1:1-1:39: expected RPAREN, got EOF'],
] as const) {
  test(`refuses ${JSON.stringify(script)}`, async () => {
    await expect(createFluxFixture().query(script)).rejects.toThrow(message)
  })
}

test('answers 501 for what the compiler knows and this engine lacks', async () => {
  const script = 'import "sql"\nsql.from(driverName: "x", dataSourceName: "y", query: "z")'
  await expect(createFluxFixture().query(script)).rejects.toMatchObject({ status: 501 })
})

test('names results by their yields', async () => {
  const flux = createFluxFixture()
  flux.write('m v=1 1768435200')
  const csv = await flux.query(
    'import "array"\narray.from(rows: [{x: 1}]) |> yield(name: "one")\narray.from(rows: [{x: 2}])',
  )
  expect(csv.match(/^#default,(\w+)/gm)).toEqual(['#default,one', '#default,_result'])
})
