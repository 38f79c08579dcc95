import { fstatSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { addAbortSignal } from 'node:stream'
import type { TextSink } from './io.ts'

// What is loaded from here on, which is why nothing is imported above, is compiled once and kept between runs.
enableCompileCache()
const [{ createIo }, { run }] = await Promise.all([import('./io.ts'), import('./run.ts')])

/** 128 + SIGINT: what a shell reports for a program that Ctrl-C ended. */
const interrupted = 130

const stop = new AbortController()
let asked = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    asked += 1
    // The first asks politely, so that servers are stopped and folders removed; the second does not wait for that.
    if (asked > 1) process.exit(interrupted)
    stop.abort(signal)
  })
}

const sink = (stream: NodeJS.WriteStream): TextSink => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has gone away (`| head`) is no error.
    if (error.code === 'EPIPE') return
    if (stream === process.stdout)
      process.stderr.write(`fluxproof: write the output: expected all of it to be written, found ${error.message}\n`)
    process.exit(2)
  })
  return { write: (text) => void stream.write(text), isTTY: stream.isTTY === true, drained: () => drained(stream) }
}

async function drained(stream: NodeJS.WriteStream): Promise<boolean> {
  if (stream.writableNeedDrain && !stream.destroyed) {
    await new Promise<void>((resolve) => {
      const done = () => {
        for (const event of ['drain', 'close', 'error']) stream.off(event, done)
        resolve()
      }
      for (const event of ['drain', 'close', 'error']) stream.on(event, done)
    })
  }
  return stream.writable && !stream.destroyed
}

/** Undefined for a pipe, a terminal, or none. */
function sizeOfStdin(): number | undefined {
  try {
    const found = fstatSync(0)
    return found.isFile() ? found.size : undefined
  } catch {
    return undefined
  }
}

const io = createIo({
  stdout: sink(process.stdout),
  stderr: sink(process.stderr),
  stdin: () => addAbortSignal(stop.signal, process.stdin),
  stdinBytes: sizeOfStdin(),
  env: process.env,
  signal: stop.signal,
})
process.exitCode = await run(process.argv.slice(2), io)
