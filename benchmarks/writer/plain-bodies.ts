import { Pool } from 'undici'
import { batchPoints, type Contender, connections } from './contender.ts'

/** Bodies that were encoded beforehand, over plain HTTP: as little work as a client can have. */
export const plainBodies: Contender = {
  name: 'plain HTTP bodies',
  prepare({ url, org, bucket, token }, lines) {
    const pool = new Pool(url, { connections })
    const bodies: Buffer[] = []
    for (let at = 0; at < lines.length; at += batchPoints)
      bodies.push(Buffer.from(lines.slice(at, at + batchPoints).join('\n')))
    const path = `/api/v2/write?${new URLSearchParams({ org, bucket, precision: 'ns' })}`
    const headers = { authorization: `Token ${token}`, 'content-type': 'text/plain; charset=utf-8' }
    let next = 0
    const sendAll = async () => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers, body })
        const text = await answer.text()
        if (statusCode !== 204) throw new Error(`bench: a write answered ${statusCode}: ${text}`)
      }
    }
    return {
      async run() {
        await Promise.all(Array.from({ length: connections }, sendAll))
      },
      close: () => pool.close(),
    }
  },
}
