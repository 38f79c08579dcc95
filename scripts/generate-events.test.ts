import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { eventFixtures } from './event-fixtures.ts'

for (const { file, text } of eventFixtures()) {
  test(`fixtures/events/${file} is what the generator writes`, () => {
    const content = readFileSync(new URL(`../fixtures/events/${file}`, import.meta.url))
    const committed = file.endsWith('.gz') ? gunzipSync(content).toString() : content.toString()
    expect(committed === text, 'run node scripts/generate-events.ts').toBe(true)
  })
}
