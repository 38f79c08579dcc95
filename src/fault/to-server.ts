import { createNetworkTransport, type NetworkTransport } from '../client/network-transport.ts'

/** Sends what a proxy forwards to the server at `url`, whatever address the client wrote into its request. Must be closed. */
export function transportToServer(url: string): NetworkTransport {
  const network = createNetworkTransport({ proxy: 'none', connections: 64 })
  const base = new URL(url)
  const prefix = base.pathname.replace(/\/+$/, '')
  return {
    ...network,
    transport(request) {
      const { pathname, search } = new URL(request.url)
      return network.transport(new Request(`${base.origin}${prefix}${pathname}${search}`, request))
    },
  }
}
