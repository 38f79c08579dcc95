import { fileURLToPath } from 'node:url'
import { servedSubject } from '../subject/served-subject.ts'
import type { Subject } from '../subject/subject.ts'

// The same file as source and as built: only its ending differs.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const main = fileURLToPath(new URL(`slow-serve.${ending}`, import.meta.url))

/** The embedded engine behind a planted slowdown. @param share 0.15: each request takes 15 % more of its own time. */
export function slowedSubject(share: number): Subject {
  return servedSubject(`embedded, ${Math.round(share * 100)} % slower`, { main, args: ['--slower', String(share)] })
}
