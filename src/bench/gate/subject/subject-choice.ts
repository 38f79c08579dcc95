import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../../errors/index.ts'

/** What --base and --head may name. */
export type SubjectChoice =
  | { readonly kind: 'embedded' }
  /** A checkout of fluxproof; `main` is its command line. */
  | { readonly kind: 'dir'; readonly main: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'module'; readonly path: string }

/** Where a checkout keeps its command line: as source, or built. */
const mains = ['src/cli/main.ts', 'dist/cli/main.js']

/** Reads `embedded`, `dir:PATH`, `url:URL` or `module:PATH`. @throws UsageError for anything else, and for a folder without a fluxproof. */
export function readSubjectChoice(text: string): SubjectChoice {
  if (text === 'embedded') return { kind: 'embedded' }
  const [, kind, rest = ''] = /^(dir|url|module):(.+)$/s.exec(text) ?? []
  if (kind === 'url') return { kind, url: rest }
  if (kind === 'module') return { kind, path: rest }
  if (kind === 'dir') {
    const main = mains.map((path) => join(rest, path)).find((path) => existsSync(path))
    if (main !== undefined) return { kind, main }
    throw new UsageError({
      operation: `use the checkout ${rest}`,
      expected: `one of ${mains.join(', ')} in it`,
      found: 'neither',
      next: 'Name the root folder of a checkout of fluxproof, with its packages installed',
    })
  }
  throw new UsageError({
    operation: 'choose what is compared',
    expected: 'embedded, dir:PATH, url:URL or module:PATH',
    found: text,
    next: 'Give --base and --head in one of these forms',
  })
}
