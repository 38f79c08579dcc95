import { inspect } from 'node:util'
import { FluxproofError } from '../errors/index.ts'

/** Why a call on a server did not succeed. */
export type ClientErrorKind =
  | 'connection-refused'
  | 'unknown-host'
  | 'timeout'
  | 'aborted'
  | 'tls'
  | 'closed'
  | 'network'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'already-exists'
  | 'unprocessable'
  | 'invalid'
  | 'not-implemented'
  | 'server'
  | 'unavailable'
  | 'query'
  | 'unexpected-answer'

export interface ClientErrorFacts {
  readonly operation: string
  readonly kind: ClientErrorKind
  readonly method: string
  /** Path without query string: it holds no secret. */
  readonly path: string
  /** Scheme, host and port. */
  readonly origin: string
  readonly status?: number
  /** The platform error code in the answer, such as "not found". */
  readonly code?: string
  /** What the server, or the network, said. */
  readonly message?: string
  readonly cause?: unknown
}

/** A call on a server that did not succeed: operation, request, what was found, and the next step. Holds no token. */
export class ClientError extends FluxproofError {
  readonly kind: ClientErrorKind
  readonly method: string
  readonly path: string
  readonly status: number | undefined
  readonly code: string | undefined
  readonly serverMessage: string | undefined

  constructor(facts: ClientErrorFacts) {
    super({ operation: facts.operation, found: describe(facts), next: nextStep(facts), cause: facts.cause })
    this.kind = facts.kind
    this.method = facts.method
    this.path = facts.path
    this.status = facts.status
    this.code = facts.code
    this.serverMessage = facts.message
  }

  [inspect.custom](): string {
    return this.stack ?? `${this.name}: ${this.message}`
  }
}

function describe({ kind, method, path, origin, status, message }: ClientErrorFacts): string {
  const call = `${method} ${path}`
  const said = message === undefined || message === '' ? '' : `: ${message}`
  if (status !== undefined) return `${call} answered ${status}${said}`
  const facts: Partial<Record<ClientErrorKind, string>> = {
    'connection-refused': `${origin} refused the connection`,
    'unknown-host': `the host of ${origin} is not known`,
    timeout: `no answer from ${origin} in time${said}`,
    aborted: `${call} was given up${said}`,
    tls: `no trusted connection to ${origin}${said}`,
    closed: `${origin} closed the connection${said}`,
  }
  return facts[kind] ?? `${call} failed${said}`
}

function nextStep({ kind, origin }: ClientErrorFacts): string {
  const steps: Record<ClientErrorKind, string> = {
    'connection-refused': `Is an InfluxDB listening on ${origin}? Start it, or correct the URL`,
    'unknown-host': 'Correct the host name in the URL',
    timeout: 'Is the server overloaded? Raise --timeout, or shorten --lookback',
    aborted: 'Run it again',
    tls: 'Give the certificate authority by --ca-file, or correct the certificate of the server',
    closed: 'Did the server stop? Read its log and run it again',
    network: 'Check the URL, the proxy variables and the network',
    unauthorized: 'Is the token right for this server, and does it have the right to do this?',
    forbidden: 'Is the token active, and does it have the right to do this?',
    'not-found': 'Correct the name, or create it with apply',
    'already-exists': 'Use the existing one, or choose another name',
    unprocessable: 'Correct the request as the server says',
    invalid: 'Correct the request as the server says',
    'not-implemented': 'Use a server that implements it',
    server: 'Read the log of the server',
    unavailable: 'Wait until the server is up, and run it again',
    query: 'Correct the query as the server says',
    'unexpected-answer': 'Is this the URL of an InfluxDB 2.x, with nothing in between?',
  }
  return steps[kind]
}
