import type { FindingClass } from '../conformance-case.ts'
import type { Defect } from './defect.ts'

/** A wrong writer, what the kit has to call it, and a case that shows it. */
export interface Mutant {
  readonly defect: Defect
  readonly class: FindingClass
  readonly shownBy: string
}

export const mutants: readonly Mutant[] = [
  { defect: 'drops-on-429', class: 'lost', shownBy: 'answer/429-flush-and-close' },
  { defect: 'drops-on-500', class: 'lost', shownBy: 'fault/disk-full' },
  { defect: 'drops-on-reset', class: 'lost', shownBy: 'fault/reset-before-body' },
  { defect: 'drops-on-413', class: 'lost', shownBy: 'answer/413-close' },
  { defect: 'swallows-401', class: 'lost', shownBy: 'answer/401-flush-and-close' },
  { defect: 'swallows-422', class: 'type-dropped', shownBy: 'poison/type-conflict' },
  { defect: 'swallows-422', class: 'retention-dropped', shownBy: 'poison/expired' },
  { defect: 'reorders-on-retry', class: 'stale-overwrite', shownBy: 'order/disk-full' },
  { defect: 'loses-on-close', class: 'lost', shownBy: 'truth/close-999' },
  { defect: 'doubles-on-timeout', class: 'phantom', shownBy: 'stamp/answer-dropped' },
  { defect: 'retries-400-for-ever', class: 'unsettled', shownBy: 'poison/bad-time' },
  { defect: 'unbounded-buffer', class: 'unbounded', shownBy: 'memory/stalled-server' },
  { defect: 'flush-that-lies', class: 'premature', shownBy: 'truth/flush-and-close-999' },
  { defect: 'forgets-full-batches', class: 'premature', shownBy: 'truth/flush-and-close-1000' },
  { defect: 'second-flush-lies', class: 'premature', shownBy: 'truth/flush-twice-at-once' },
  { defect: 'poisoned-by-one-line', class: 'undelivered', shownBy: 'poison/tag-ends-with-backslash' },
  { defect: 'ignores-retry-after', class: 'hasty', shownBy: 'answer/503-retry-after-seconds-close' },
  { defect: 'retry-after-in-milliseconds', class: 'hasty', shownBy: 'answer/429-retry-after-seconds-close' },
  { defect: 'calls-reset-a-refusal', class: 'phantom', shownBy: 'fault/commit-drop-answer' },
  { defect: 'never-gives-up', class: 'unsettled', shownBy: 'outage/close-refuse' },
  { defect: 'loses-last-of-batch', class: 'lost', shownBy: 'truth/flush-and-close-2' },
  { defect: 'rounds-values', class: 'phantom', shownBy: 'truth/flush-and-close-1' },
  { defect: 'gives-up-at-once', class: 'undelivered', shownBy: 'answer/503-close' },
  { defect: 'rounds-large-integers', class: 'phantom', shownBy: 'content/large-integers' },
  { defect: 'forgets-integers', class: 'phantom', shownBy: 'content/types' },
  { defect: 'sends-first-field-only', class: 'lost', shownBy: 'content/types' },
  { defect: 'unescapes', class: 'phantom', shownBy: 'content/escapes' },
  { defect: 'splits-strings-at-commas', class: 'phantom', shownBy: 'content/commas' },
  { defect: 'cuts-long-strings', class: 'phantom', shownBy: 'content/long-strings' },
  { defect: 'folds-newlines', class: 'phantom', shownBy: 'content/newline' },
  { defect: 'drops-the-sign-of-times', class: 'lost', shownBy: 'content/times' },
  { defect: 'counts-characters-as-bytes', class: 'lost', shownBy: 'content/unicode' },
  { defect: 'cuts-large-bodies', class: 'lost', shownBy: 'content/large-batch' },
  { defect: 'keeps-one-line-a-point', class: 'lost', shownBy: 'content/fields-of-one-point' },
  { defect: 'stamps-again-on-retry', class: 'phantom', shownBy: 'fault/commit-half' },
  { defect: 'sends-twice-changed', class: 'phantom', shownBy: 'truth/flush-and-close-1' },
  { defect: 'drops-on-408', class: 'lost', shownBy: 'answer/408-close' },
  { defect: 'forgets-what-came-during-a-send', class: 'lost', shownBy: 'concurrency/write-during-flush' },
  { defect: 'loses-on-timer', class: 'lost', shownBy: 'truth/idle-500' },
  { defect: 'reports-once', class: 'lost', shownBy: 'truth/every-flush-reports' },
  { defect: 'takes-after-close', class: 'lost', shownBy: 'close/write-after' },
  { defect: 'second-close-hangs', class: 'unsettled', shownBy: 'close/twice' },
  { defect: 'waits-for-ever', class: 'unsettled', shownBy: 'outage/black-hole' },
]
