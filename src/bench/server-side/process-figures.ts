import { readFile } from 'node:fs/promises'
import type { MetricSample } from '../../client/metrics.ts'

/** What a process has used. */
export interface ProcessFigures {
  /** Since its start, ms. */
  readonly cpuMs?: number
  readonly residentBytes?: number
  /** Why a figure is not there. */
  readonly missing: readonly string[]
}

/** Ticks of /proc a second: the same on every Linux that node runs on. */
const ticksPerSecond = 100

/** Processor time and memory of a server: as it publishes them, else from /proc for a process that was started here. */
export async function readProcessFigures(
  samples: readonly MetricSample[],
  { pid }: { readonly pid?: number | undefined } = {},
): Promise<ProcessFigures> {
  const published = (name: string) => samples.find((sample) => sample.name === name)?.value
  const seconds = published('process_cpu_seconds_total')
  const resident = published('process_resident_memory_bytes')
  const proc = (seconds === undefined || resident === undefined) && pid !== undefined ? await readProc(pid) : undefined
  const cpuMs = seconds === undefined ? proc?.cpuMs : seconds * 1000
  const residentBytes = resident ?? proc?.residentBytes
  const missing: string[] = []
  const where = pid === undefined ? 'and it was not started here' : `and /proc/${pid} could not be read`
  if (cpuMs === undefined) missing.push(`cpuMs: the server does not publish process_cpu_seconds_total, ${where}`)
  if (residentBytes === undefined) {
    missing.push(`residentBytes: the server does not publish process_resident_memory_bytes, ${where}`)
  }
  return {
    ...(cpuMs !== undefined && { cpuMs }),
    ...(residentBytes !== undefined && { residentBytes }),
    missing,
  }
}

async function readProc(pid: number): Promise<Pick<ProcessFigures, 'cpuMs' | 'residentBytes'> | undefined> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ])
    // The name of the program is in brackets and may hold anything; the state, the third value, is behind it.
    const values = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [user, system] = [Number(values[11]), Number(values[12])]
    const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1])
    return {
      ...(Number.isFinite(user + system) && { cpuMs: ((user + system) * 1000) / ticksPerSecond }),
      ...(Number.isFinite(kibibytes) && { residentBytes: kibibytes * 1024 }),
    }
  } catch {
    return undefined
  }
}
