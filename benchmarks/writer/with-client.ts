import { createInfluxClient, type InfluxClient } from '../../src/client/influx-client.ts'
import { createNetworkTransport } from '../../src/client/network-transport.ts'
import { token } from './served-engine.ts'

/** Does one task with a connection of its own. */
export async function withClient<T>(url: string, use: (client: InfluxClient) => Promise<T>): Promise<T> {
  await using network = createNetworkTransport({ proxy: 'none', connections: 1 })
  return await use(createInfluxClient({ url, token, transport: network.transport, timeoutMs: 300_000 }))
}
