import { availableParallelism, cpus, totalmem } from 'node:os'
import type { Machine } from '../result/bench-result.ts'

/** What figures of this machine depend on. The class is the same in every run: nothing in it moves with load or clock speed. */
export function describeMachine(): Machine {
  const cores = availableParallelism()
  const model = modelOf(cpus()[0]?.model)
  const platform = `${process.platform} ${process.arch}`
  return {
    class: `${cores} x ${model}, ${platform}`,
    cores,
    model,
    platform,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  }
}

/** A processor's name without trade marks, clock speed and doubled spaces. */
export function modelOf(name: string | undefined): string {
  const plain = (name ?? '')
    .replaceAll(/\((?:r|tm)\)/gi, '')
    .replace(/(?: CPU)?\s*@.*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain === '' || plain === 'unknown' ? 'unknown processor' : plain
}
