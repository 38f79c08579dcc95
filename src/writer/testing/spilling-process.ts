import { createWriter } from '../writer.ts'
import { bucket, org, token } from './engine-bucket.ts'

/** Writes until it is killed, and says each point that was acknowledged. Arguments: URL, spill folder. */
const [url = '', spill = ''] = process.argv.slice(2)
const writer = createWriter({ url, spill, org, bucket, token, batchPoints: 7, maxPoints: 100_000, retryInitialMs: 5 })
for (let index = 1; index <= 50_000; index++) {
  await writer.write(`m v=${index} ${index}`)
  process.stdout.write(`${index}\n`)
}
