import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SinkCounts } from './sink-counts.ts'

// The process of startNullSink: tells its URL, answers 'counts', and ends with its parent.
let requests = 0
let bytes = 0
const server = createServer(
  { keepAliveTimeout: 600_000, requestTimeout: 0, headersTimeout: 0 },
  (request, response) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', () => {
      requests++
      response.sendDate = false
      response.statusCode = request.url?.startsWith('/api/v2/write') ? 204 : 404
      response.end()
    })
  },
)
process.on('message', () => {
  const counts: SinkCounts = { requests, bytes }
  process.send?.(counts)
})
process.once('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ url: `http://127.0.0.1:${port}` })
})
