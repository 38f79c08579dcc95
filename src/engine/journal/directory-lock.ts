import fs from 'node:fs'
import path from 'node:path'
import { FluxproofError } from '../../errors/index.ts'

/** Directories that this process has open, by their real paths. */
const openHere = new Set<string>()

/**
 * Claims a data directory until the returned function is called. The claim of a process that is gone, killed say, does
 * not count. Throws when an engine has the directory open, of this process or another.
 */
export function lockDirectory(directory: string): () => void {
  const real = fs.realpathSync(directory)
  const file = path.join(real, 'lock')
  const holder = openHere.has(real) ? { pid: process.pid } : readHolder(file)
  if (holder !== undefined && (openHere.has(real) || isRunning(holder))) {
    throw new FluxproofError({
      operation: `opening the data directory ${directory}`,
      expected: 'a directory that no other engine has open',
      found: `process ${holder.pid} has it open`,
      next: `Stop that process, or remove ${file} when it is no engine`,
    })
  }
  fs.writeFileSync(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }), { mode: 0o600 })
  openHere.add(real)
  return () => {
    openHere.delete(real)
    fs.rmSync(file, { force: true })
  }
}

interface Holder {
  readonly pid: number
  /** When the process started, in ticks since boot, where the system tells it. */
  readonly started?: string
}

/** Undefined: no file, or one whose write was cut short. */
function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/** By number and start: after a restart of the machine, or in another container, the number may be another process. */
function isRunning({ pid, started }: Holder): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return started === undefined || started === startOf(pid)
}

/** Field 22 of /proc/<pid>/stat; undefined without /proc, or for a killed process that waits to be reaped. */
function startOf(pid: number): string | undefined {
  try {
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}
