import { createIo } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'

/** What a command line did. */
export interface CliResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunCliOptions {
  /** The whole environment of the command: nothing comes from the process. */
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** What comes in, in pieces. */
  readonly stdin?: Iterable<string | Uint8Array>
  /** Size of the file that comes in. Default: it is a pipe. */
  readonly stdinBytes?: number
  /** Whether standard error is a terminal. Default false. */
  readonly onTerminal?: boolean
  /** Told of every text as it is written. */
  readonly onStdout?: (text: string) => void
}

/** Runs a command line in this process, as `main.ts` does in its own. */
export async function runCli(argv: readonly string[], options: RunCliOptions = {}): Promise<CliResult> {
  const {
    env = {},
    signal = new AbortController().signal,
    stdin = [],
    stdinBytes,
    onTerminal = false,
    onStdout,
  } = options
  const written = { stdout: '', stderr: '' }
  const io = createIo({
    stdout: {
      write(text) {
        written.stdout += text
        onStdout?.(text)
      },
      isTTY: false,
    },
    stderr: {
      write(text) {
        written.stderr += text
      },
      isTTY: onTerminal,
    },
    stdinBytes,
    async *stdin() {
      for (const piece of stdin) yield typeof piece === 'string' ? Buffer.from(piece) : piece
    },
    // Without a home there is no profile; a Docker engine of the machine is left alone.
    env: { HOME: '/nonexistent', DOCKER_HOST: 'unix:///nonexistent.sock', ...env },
    signal,
  })
  return { code: await run(argv, io), ...written }
}
