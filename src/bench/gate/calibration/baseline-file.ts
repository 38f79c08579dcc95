import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { FluxproofError } from '../../../errors/index.ts'
import { machineSlug } from '../../history/machine-slug.ts'
import type { RoundPlan } from '../rounds/round-sets.ts'
import { type Calibration, calibrationSchema } from './calibration.ts'

/** `<folder>/<machine class>/<workload>.json`. */
export function baselinePath(folder: string, machineClass: string, workload: string): string {
  return join(folder, machineSlug(machineClass), `${workload}.json`)
}

export interface BaselineUse {
  readonly machineClass: string
  readonly workload: string
  /** Absent: any; figures of whole runs have none. */
  readonly plan?: RoundPlan
}

/**
 * The calibration in a file, held against what it is to be used for.
 * @returns undefined where there is no such file.
 * @throws FluxproofError for a file that is none, of another class of machines, another workload or another plan.
 */
export async function readBaseline(path: string, use: BaselineUse): Promise<Calibration | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const calibration = parse(text, path)
  const differs = differenceOf(calibration, use)
  if (differs === undefined) return calibration
  throw new FluxproofError({
    operation: `use the baseline ${path}`,
    ...differs,
    next: 'Calibrate here, with --calibrate',
  })
}

/** Writes it, with the folders it needs. */
export async function writeBaseline(path: string, calibration: Calibration): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${JSON.stringify(calibration, null, 2)}\n`)
}

function parse(text: string, path: string): Calibration {
  const found = (what: string) =>
    new FluxproofError({
      operation: `read the baseline ${path}`,
      expected: 'what bench compare --calibrate writes',
      found: what,
      next: 'Calibrate again, with --calibrate',
    })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw found('text that is no JSON')
  }
  const parsed = calibrationSchema.safeParse(value)
  if (!parsed.success) throw found(z.prettifyError(parsed.error).replaceAll('\n', ' '))
  return parsed.data
}

function differenceOf(
  { machine, workload, pairs, requests, warmUpRequests }: Calibration,
  use: BaselineUse,
): { readonly expected: string; readonly found: string } | undefined {
  if (machine.class !== use.machineClass) {
    return { expected: `the machine class ${use.machineClass}`, found: machine.class }
  }
  if (workload !== use.workload) return { expected: `the workload ${use.workload}`, found: workload }
  if (use.plan === undefined) return undefined
  const shown = (plan: Omit<RoundPlan, 'launches'>) =>
    `${plan.pairs} pairs of ${plan.requests} requests after ${plan.warmUpRequests}`
  const [expected, found] = [shown(use.plan), shown({ pairs, requests, warmUpRequests })]
  return expected === found ? undefined : { expected, found }
}
