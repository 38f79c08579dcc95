import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exclusions, parts } from '../scripts/mutation/scope.ts'
import { percentOf } from '../scripts/mutation/score.ts'
import { readScoreFile } from '../scripts/mutation/score-file.ts'

const page = readFileSync(new URL('mutation.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ')
const measured = readScoreFile()

for (const { folder } of parts) {
  test(`docs/mutation.md says what was measured of ${folder}`, () => {
    expect(page).toContain(rowOf(folder))
  })
}

test('what was measured is within the goal', () => {
  for (const [folder, part] of Object.entries(measured)) expect(percentOf(part), folder).toBeGreaterThanOrEqual(90)
})

function rowOf(folder: string): string {
  const part = measured[folder]
  if (part === undefined) return `| \`${folder}\` | not measured |`
  const { killed, alive, endless, timedOut, leftOut, broken, day } = part
  const numbers = [killed, killed + alive, endless, timedOut, leftOut, broken]
  return `| \`${folder}\` | ${(percentOf(part) ?? 0).toFixed(1)} % | ${numbers.join(' | ')} | ${day} |`
}

test('docs/mutation.md names every glob that is not mutated', () => {
  expect(exclusions.filter(({ glob }) => !page.includes(`\`${glob}\``))).toEqual([])
})
