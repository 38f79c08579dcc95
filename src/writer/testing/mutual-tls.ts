import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempDisposableSync, readFileSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'

/** A server reached over TLS only, by clients with a certificate of its own authority only. */
export interface MutualTls extends AsyncDisposable {
  readonly url: string
  /** PEM files. */
  readonly caFile: string
  readonly certFile: string
  readonly keyFile: string
}

/** Whether certificates can be made here. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** Puts TLS in front of a server of this machine that listens on `port`, with certificates made for it by openssl. */
export async function mutualTls(port: number): Promise<MutualTls> {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'fluxproof-tls-'))
  const file = (name: string) => join(folder.path, name)
  const make = (name: string, ...more: readonly string[]) => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file(`${name}.key`)]
    const argv = ['req', '-x509', ...key, '-out', file(`${name}.pem`), '-days', '2', '-subj', `/CN=${name}`, ...more]
    execFileSync('openssl', argv, { stdio: 'pipe' })
  }
  make('authority')
  for (const name of ['server', 'client']) {
    const signed = ['-CA', file('authority.pem'), '-CAkey', file('authority.key')]
    make(name, ...signed, '-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:false')
  }
  const read = (name: string) => readFileSync(file(name))
  const settings = { ca: read('authority.pem'), cert: read('server.pem'), key: read('server.key') }
  const sockets = new Set<Socket>()
  const server = createServer({ ...settings, requestCert: true, rejectUnauthorized: true }, (secure) => {
    const plain = connect(port, '127.0.0.1')
    for (const socket of [secure, plain]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
    secure.pipe(plain).pipe(secure)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caFile: file('authority.pem'),
    certFile: file('client.pem'),
    keyFile: file('client.key'),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      folder[Symbol.dispose]()
    },
  }
}
