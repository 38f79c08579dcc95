import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Figure } from './figure.ts'
import type { PointSet } from './points.ts'

/** Growth of the memory in use after a collection, bytes a point. */
export interface PointMemory {
  readonly heap: number
  readonly external: number
  readonly arrayBuffers: number
}

const script = fileURLToPath(new URL('memory-process.ts', import.meta.url))

/**
 * Bytes that a stored float point takes: heap and external memory. What Node calls external has the array buffers in it: adding them
 * once more counts every column twice. Each measurement has a process of its own, as external memory is given back late.
 */
export async function measureMemory(): Promise<readonly Figure[]> {
  const set = { series: 1000, points: 10_000, step: 10 }
  return [
    await measure('memory of a stored float point (10 M points, 1 000 series)', set),
    await measure('the same, no time a step behind the one before', { ...set, late: true }),
  ]
}

async function measure(name: string, set: PointSet): Promise<Figure> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, JSON.stringify(set)])
  const { heap, external, arrayBuffers } = JSON.parse(stdout) as PointMemory
  const twice = heap + external + arrayBuffers
  const note = `heap + external, of which ${arrayBuffers.toFixed(2)} are array buffers (${twice.toFixed(2)} if these were added again)`
  return { name, measured: heap + external, unit: 'bytes', goal: 24, note }
}
