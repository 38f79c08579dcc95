import type { ByteWriter } from '../../line-protocol/bytes/byte-writer.ts'
import type { Decision } from '../decision.ts'
import { instantNs } from '../instant.ts'
import { LineDraft } from '../line-draft.ts'
import { type Drop, drop } from '../outcome.ts'
import type { HomeAssistantOptions } from './options.ts'
import { createStages } from './stages.ts'

/** What became of one event: a line, or a drop. */
export type LineOutcome = { readonly kind: 'line'; readonly decisions: readonly Decision[] } | Drop

/** Normalizes straight into bytes. */
export interface LineNormalizer {
  /** Appends the line of an event and its newline to the writer; a drop leaves the writer as it was. */
  write(event: unknown, writer: ByteWriter): LineOutcome
}

const newline = 0x0a
const blank = 0x20

/**
 * As `createHomeAssistantNormalizer`, by the same rules, straight to the line that `encodePoint` writes of the point, in nanoseconds: for streams, where
 * making points that nobody looks at costs more than the rules.
 */
export function createHomeAssistantLineNormalizer(options: HomeAssistantOptions): LineNormalizer {
  const { pass, labelsOf, run } = createStages(options)
  return {
    write(event, writer) {
      const change = pass(event)
      if ('kind' in change) return change
      const labels = labelsOf(change.entity)
      const start = writer.length
      writer.copy(labels.head)
      const draft = new LineDraft(writer, labels.decisions)
      run(change, draft)
      draft.fixed(labels.fields)
      if (draft.fields === 0) {
        writer.truncate(start)
        return drop('no fields', change.entity.entityId)
      }
      writer.byte(blank)
      const { seconds, nanos } = change.time
      if (seconds > 0) writer.wholeAndRest(seconds, { rest: nanos, digits: 9 })
      else writer.ascii(String(instantNs(change.time)))
      writer.byte(newline)
      return { kind: 'line', decisions: draft.decisions }
    },
  }
}
