import { createWriter } from '../../src/writer.ts'
import { batchPoints, type Contender, connections } from './contender.ts'

/** The writer as its page shows it: each line awaited, then `close`, whose totals say what is stored. */
export const ourWriter: Contender = {
  name: 'writer',
  prepare(target, lines) {
    const writer = createWriter({ ...target, batchPoints, maxInFlight: connections })
    return {
      async run() {
        for (const line of lines) await writer.write(line)
        const { totals } = await writer.flush()
        if (totals.stored !== lines.length) throw new Error(`bench: the writer says ${JSON.stringify(totals)}`)
      },
      async close() {
        await writer.close()
      },
    }
  },
}
