import { readFileSync } from 'node:fs'
import { UsageError } from '../../errors/index.ts'
import { parseRegistry, type Registry } from '../../normalize/home-assistant/registry.ts'

/** Reads a registry file. @throws UsageError when it cannot be read, is no JSON, or is not of the form. */
export function readRegistry(path: string): Registry {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''))
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    throw new UsageError({
      operation: `read the device registry ${path}`,
      expected: 'a file of JSON',
      found: (cause as NodeJS.ErrnoException).code ?? cause.message,
      next: 'Export the registries of Home Assistant into one JSON object, as docs/normalize.md shows',
      cause,
    })
  }
  return parseRegistry(content)
}
