import { createWriter } from '../../src/writer.ts'
import { batchPoints, type Contender, connections } from './contender.ts'

/** The writer: each line is offered, and waits only where there is no room; `flush` says what is stored. */
export const ourWriter: Contender = {
  name: 'writer',
  prepare(target, lines) {
    const writer = createWriter({ ...target, batchPoints, maxInFlight: connections })
    return {
      async run() {
        for (const line of lines) if (writer.tryWrite(line) === 'full') await writer.write(line)
        const { totals } = await writer.flush()
        if (totals.stored !== lines.length) throw new Error(`bench: the writer says ${JSON.stringify(totals)}`)
      },
      async close() {
        await writer.close()
      },
    }
  },
}
