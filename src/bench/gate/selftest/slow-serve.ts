/** The embedded engine, served as `fluxproof serve` does, by a server that takes longer for each request: `slow-serve serve --slower 0.15 …`. */
import { parseArgs } from 'node:util'
import { createEngine } from '../../../engine/engine.ts'
import { listen } from '../../../engine/http/listen.ts'
import { slowerFetch } from './slower-fetch.ts'

const text = { type: 'string' } as const
const { values } = parseArgs({
  allowPositionals: true,
  options: { port: text, org: text, bucket: text, username: text, password: text, token: text, slower: text },
})
const { port = '0', org = '', bucket = '', username = '', password = '', token = '', slower = '0' } = values
const engine = await createEngine()
engine.bootstrap({ username, password, org, bucket, token })
const listening = await listen(slowerFetch(engine.fetch, Number(slower)), { port: Number(port) })
process.once('SIGTERM', async () => {
  await listening.close()
  await engine.close()
})
process.stdout.write(`${listening.url}\n`)
