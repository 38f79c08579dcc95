import { UsageError } from '../../../errors/index.ts'
import type { Io } from '../../io.ts'
import type { CompareFlags } from './compare-command.ts'

/** Compares two files, calibrates, or compares two subjects. @returns 1 for a regression, 2 for not enough evidence. */
export async function runCompare(
  files: readonly string[],
  flags: CompareFlags,
  { io }: { readonly io: Io },
): Promise<number> {
  const { base, head, calibrate } = flags
  const usage = (found: string) =>
    new UsageError({
      operation: 'choose what is compared',
      expected: '--base and --head, or two result files, or --calibrate',
      found,
      next: 'See `fluxproof bench compare --help`',
    })
  if (files.length > 0) {
    const [before, after, ...more] = files
    if (before === undefined || after === undefined || more.length > 0) throw usage(`${files.length} files`)
    if (base !== undefined || head !== undefined || calibrate) throw usage('files and other options of the three')
    const { runCompareResults } = await import('./run-compare-results.ts')
    return runCompareResults([before, after], flags, { io })
  }
  if (calibrate) {
    if (head !== undefined) throw usage('--calibrate with --head')
    const { runCalibrate } = await import('./run-calibrate.ts')
    return runCalibrate(flags, { io })
  }
  if (base === undefined || head === undefined) throw usage(base === head ? 'none of them' : 'one of --base and --head')
  const { runCompareSubjects } = await import('./run-compare-subjects.ts')
  return runCompareSubjects({ base, head }, flags, { io })
}
