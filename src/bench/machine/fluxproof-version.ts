import { readFileSync } from 'node:fs'

/** Version of this package: three folders up, in the sources and in the package alike. */
export function fluxproofVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
