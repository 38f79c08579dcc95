import { createRedactor } from '../client/redact.ts'
import type { Environment } from '../target/environment.ts'

/** A place for text: a stream of the process, or a string in a test. */
export interface TextSink {
  write(text: string): void
  readonly isTTY: boolean
  /** Resolves when the reader has kept up: to true, or to false when it has gone. Absent: it always keeps up. */
  drained?(): Promise<boolean>
}

/** All that a command touches of the process it runs in. */
export interface Io {
  /** Data. Secrets are replaced before they get here. */
  readonly stdout: TextSink
  /** Talk: progress, problems. Secrets are replaced before they get here. */
  readonly stderr: TextSink
  /** Data that comes in. */
  stdin(): AsyncIterable<Uint8Array>
  /** Bytes of it in all, where it is a file. */
  readonly stdinBytes: number | undefined
  readonly env: Environment
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal
  /** From now on `secret` is replaced in everything that is written. */
  hide(secret: string): void
  /** `text` without the secrets that are known so far. */
  redact(text: string): string
}

/** Shorter ones would blacken ordinary words, and protect nothing. */
const shortestSecret = 6

export interface IoOptions {
  readonly stdout: TextSink
  readonly stderr: TextSink
  /** Default: nothing comes in. */
  readonly stdin?: () => AsyncIterable<Uint8Array>
  readonly stdinBytes?: number | undefined
  readonly env: Environment
  readonly signal: AbortSignal
}

/** Wraps sinks so that no secret passes: those of the environment at once, others as they become known. */
export function createIo({ stdout, stderr, stdin = nothing, stdinBytes, env, signal }: IoOptions): Io {
  const secrets = new Set<string>()
  let redact = createRedactor([])
  const hide = (secret: string) => {
    if (secret.length < shortestSecret || secrets.has(secret)) return
    secrets.add(secret)
    redact = createRedactor([...secrets])
  }
  for (const [name, value] of Object.entries(env)) {
    if (value && /(?:TOKEN|PASSWORD|SECRET)$/i.test(name)) hide(value)
  }
  const guarded = (sink: TextSink): TextSink => ({
    write: (text) => sink.write(redact(text)),
    isTTY: sink.isTTY,
    drained: () => sink.drained?.() ?? Promise.resolve(true),
  })
  return {
    stdout: guarded(stdout),
    stderr: guarded(stderr),
    stdin,
    stdinBytes,
    env,
    signal,
    hide,
    redact: (text) => redact(text),
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
