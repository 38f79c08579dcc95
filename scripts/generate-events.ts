import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { eventFixtures } from './event-fixtures.ts'

const folder = fileURLToPath(new URL('../fixtures/events/', import.meta.url))

/** Writes fixtures/events anew. Run: node scripts/generate-events.ts */
mkdirSync(folder, { recursive: true })
for (const { file, text } of eventFixtures()) {
  const content = file.endsWith('.gz') ? gzipSync(text, { level: 9 }) : Buffer.from(text)
  writeFileSync(`${folder}${file}`, content)
  console.error(`${file}: ${text.split('\n').length - 1} lines, ${content.length} bytes`)
}
