import { expect, test } from 'vitest'
import { killSpill } from './kill-spill.ts'

/** Node's argument that replaces a function of node:fs in the process that writes. */
function sabotage(name: 'writeSync' | 'readdirSync', replaced: string): readonly string[] {
  const code = `import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const real = fs.${name}
fs.${name} = ${replaced}
syncBuiltinESMExports()`
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

const options = { rounds: 1, seed: 4, log: () => undefined }

test('nothing acknowledged is lost when the command is killed', async () => {
  const { kills, acknowledged, lost } = await killSpill(options)
  expect(kills).toBeGreaterThan(0)
  expect(acknowledged).toBeGreaterThan(50)
  expect(lost).toBe(0)
})

for (const [what, nodeArgs] of [
  [
    'does not write its lines',
    sabotage('writeSync', '(file, data, ...rest) => /^s,r=/.test(data) ? data.length : real(file, data, ...rest)'),
  ],
  ['does not find what was left', sabotage('readdirSync', '() => []')],
] as const) {
  test(`a spill that ${what} is noticed`, async () => {
    expect((await killSpill({ ...options, nodeArgs })).lost).toBeGreaterThan(0)
  })
}
