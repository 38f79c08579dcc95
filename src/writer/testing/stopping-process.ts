import { closeOnSignal } from '../close-on-signal.ts'
import { createWriter } from '../writer.ts'
import { bucket, org, token } from './engine-bucket.ts'

/** Hands in ten points that nothing sends yet, says so, and waits to be ended. Argument: URL. */
const [url = ''] = process.argv.slice(2)
const writer = createWriter({ url, org, bucket, token, flushIntervalMs: 3_600_000 })
closeOnSignal(writer, { onClosed: ({ totals }) => process.stdout.write(`${JSON.stringify(totals)}\n`) })
for (let index = 1; index <= 10; index++) await writer.write(`m v=${index} ${index}`)
process.stdout.write('ready\n')
setInterval(() => undefined, 60_000)
