import type { FindingClass } from './conformance-case.ts'

/** One thing that a writer did wrong. */
export interface Finding {
  readonly class: FindingClass
  /** One sentence, with the key or the call in question. */
  readonly text: string
}
