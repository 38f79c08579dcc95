import { expect, test } from 'vitest'
import { createFluxFixture } from '../flux-fixture.ts'

for (const [pipe, message] of [
  ['map(fn: (r) => ({r with x: strings.toUpper(v: r._value)}))', 'map: type conflict: string != int'],
  ['map(fn: (r) => ({r with x: strings.hasPrefix(v: r._value, prefix: "a")}))', 'map: type conflict: string != int'],
  [
    'map(fn: (r) => ({r with x: strings.substring(v: r._value, start: 0, end: 1)}))',
    'map: type conflict: string != int',
  ],
  ['map(fn: (r) => ({r with x: math.round(x: r._value)}))', 'map: type conflict: float != int'],
  ['map(fn: (r) => ({r with x: math.pow(x: 2.0, y: r._value)}))', 'map: type conflict: float != int'],
  ['map(fn: (r) => ({r with x: regexp.findString(r: /a/, v: r._value)}))', 'map: type conflict: string != int'],
  ['filter(fn: (r) => strings.containsStr(v: r._value, substr: "a"))', 'filter: type conflict: string != int'],
] as const) {
  test(`tells the types of a value from storage: ${pipe}`, async () => {
    const flux = createFluxFixture()
    flux.write('m v=1i 1768435200')
    const script = `import "math"\nimport "regexp"\nimport "strings"\nfrom(bucket: "b1") |> range(start: 0) |> ${pipe}`
    await expect(flux.query(script)).rejects.toThrow(message)
  })
}
