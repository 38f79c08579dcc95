import type { Position } from './model.ts'

/** What is legal but wrong; each is the third part of a check id: `<contract>/lint/<rule>/<subject>`. */
export type LintRule =
  | 'tag-field-clash'
  | 'unbounded-tag'
  | 'empty-tag'
  | 'retention-below-hour'
  | 'retention-below-shard-group'
  | 'task-past-retention'
  | 'reserved-name'
  | 'naming'

/** One place where a rule is broken. */
export interface Finding {
  readonly rule: LintRule
  readonly severity: 'failure' | 'warning'
  /** Keys of the contract that name the place, for the check id. */
  readonly subject: readonly string[]
  readonly position: Position
  /** What a sound contract has there. */
  readonly expected: string
  readonly found: string
  /** The next step, one sentence. */
  readonly next: string
}
