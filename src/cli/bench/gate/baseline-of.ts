import { baselinePath, readBaseline } from '../../../bench/gate/calibration/baseline-file.ts'
import type { Calibration } from '../../../bench/gate/calibration/calibration.ts'
import type { RoundPlan } from '../../../bench/gate/rounds/round-sets.ts'
import { describeMachine } from '../../../bench/machine/describe-machine.ts'
import type { Io } from '../../io.ts'

/** The calibration of this class of machine, if there is one; says on standard error when there is none. */
export async function baselineOf(
  { baselines }: { readonly baselines: string },
  { io, plan, workload }: { readonly io: Io; readonly plan: RoundPlan; readonly workload: string },
): Promise<Calibration | undefined> {
  const machineClass = describeMachine().class
  const path = baselinePath(baselines, machineClass, workload)
  const calibration = await readBaseline(path, { machineClass, workload, plan })
  if (calibration === undefined) {
    io.stderr.write(
      `No calibration at ${path}: launches are taken to differ as they did elsewhere; see bench compare --calibrate\n`,
    )
  }
  return calibration
}
