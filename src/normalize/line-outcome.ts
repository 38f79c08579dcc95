import type { ByteWriter } from '../line-protocol/bytes/byte-writer.ts'
import type { Decision } from './decision.ts'
import type { Instant } from './instant.ts'
import type { Drop } from './outcome.ts'
import type { Series } from './series.ts'

/** An event that became a line. */
export interface Line {
  readonly kind: 'line'
  readonly series: Series
  readonly time: Instant
  readonly decisions: readonly Decision[]
}

/** What became of one event: a line, or a drop with its reason. */
export type LineOutcome = Line | Drop

/** Normalizes straight into bytes. */
export interface LineNormalizer {
  /** Appends the line of an event and its newline to the writer; a drop leaves the writer as it was. */
  write(event: unknown, writer: ByteWriter): LineOutcome
  /**
   * As `write` with the event that the JSON text of a message holds, but without parsing it: for `state_changed` events as Home Assistant writes them, bare or in
   * their WebSocket envelope, several times as fast. Undefined, with nothing written, where the text must be parsed: it is anything else, or a drop.
   * Parts of a text are kept until the next event of its entity, so it should be no slice of a large one.
   */
  writeText(text: string, writer: ByteWriter): Line | undefined
}
