import type { ByteWriter } from '../../line-protocol/bytes/byte-writer.ts'
import { instantNs } from '../instant.ts'
import { LineDraft } from '../line-draft.ts'
import type { LineNormalizer, LineOutcome } from '../line-outcome.ts'
import { drop } from '../outcome.ts'
import type { HomeAssistantOptions } from './options.ts'
import { createStages } from './stages.ts'
import type { StateChange } from './state-change.ts'

const newline = 0x0a
const blank = 0x20

/**
 * As `createHomeAssistantNormalizer`, by the same rules, straight to the line that `encodePoint` writes of the point, in nanoseconds: for streams, where
 * making points that nobody looks at costs more than the rules.
 */
export function createHomeAssistantLineNormalizer(options: HomeAssistantOptions): LineNormalizer {
  const { pass, read, labelsOf, run } = createStages(options)
  const writeChange = (change: StateChange, writer: ByteWriter): LineOutcome => {
    const { entity, time } = change
    const labels = labelsOf(entity)
    const draft = new LineDraft(writer, labels.series, { decisions: labels.decisions })
    run(change, draft)
    draft.fixed(labels.fields)
    if (draft.fields === 0) return drop('no fields', entity.entityId)
    writer.byte(blank)
    if (time.seconds > 0) writer.wholeAndRest(time.seconds, { rest: time.nanos, digits: 9 })
    else writer.ascii(String(instantNs(time)))
    writer.byte(newline)
    return { kind: 'line', series: draft.series, time, decisions: draft.decisions }
  }
  return {
    writeText(text, writer) {
      const change = read(text)
      const outcome = change && writeChange(change, writer)
      // A drop names what was parsed; dropped again, the event leaves nothing more behind.
      return outcome?.kind === 'line' ? outcome : undefined
    },
    write(event, writer) {
      const change = pass(event)
      return 'kind' in change ? change : writeChange(change, writer)
    },
  }
}
