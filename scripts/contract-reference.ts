import { readFileSync, writeFileSync } from 'node:fs'
import { jsonSchema } from '../src/contract/json-schema.ts'
import { contractReference } from '../src/contract/reference.ts'

const schemaFile = new URL('../schema/contract.schema.json', import.meta.url)
const pageFile = new URL('../docs/contract.md', import.meta.url)
const start = '<!-- reference: written by scripts/contract-reference.ts -->'
const end = '<!-- end of reference -->'

/** A generated file: what it should hold, and what it holds. */
export interface Generated {
  readonly file: URL
  readonly wanted: string
  readonly found: string
}

/** The JSON Schema and the reference page, as the zod schema wants them and as they are. */
export function generated(): Generated[] {
  const page = readFileSync(pageFile, 'utf8')
  const [before, after] = [page.indexOf(start), page.indexOf(end)]
  if (before < 0 || after < before) throw new Error(`docs/contract.md: expected the marks "${start}" and "${end}"`)
  const wanted = `${page.slice(0, before)}${start}\n\n${contractReference()}\n\n${page.slice(after)}`
  return [
    { file: schemaFile, wanted: `${JSON.stringify(jsonSchema(), null, 2)}\n`, found: read(schemaFile) },
    { file: pageFile, wanted, found: page },
  ]
}

function read(file: URL): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

if (import.meta.main) {
  for (const { file, wanted, found } of generated()) {
    if (wanted === found) continue
    writeFileSync(file, wanted)
    console.error(`written: ${file.pathname}`)
  }
}
