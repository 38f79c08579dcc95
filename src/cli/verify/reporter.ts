import { exitCode, FluxproofError } from '../../errors/index.ts'
import { formatJson } from '../../report/json.ts'
import { formatJunit } from '../../report/junit.ts'
import { writeWhole } from '../../report/report-file.ts'
import type { Report, Run } from '../../report/run.ts'
import { formatEnd, formatRun, type TerminalOptions } from '../../report/terminal.ts'
import { exitCodeOf } from '../../report/totals.ts'
import type { Io } from '../io.ts'
import type { ReportFlags } from '../options.ts'
import { createProgress } from './progress.ts'

/** Shows runs as they end, and writes the reports at the end. */
export interface Reporter {
  step(contract: string, step: string): void
  run(run: Run): void
  /** @returns the exit code: that of the report, or 2 when all was well but a report could not be written. */
  end(report: Report): Promise<number>
}

/** Verdicts go to standard output, unless the JSON report goes there: then to standard error. */
export function createReporter(flags: ReportFlags, { io, jobs }: { readonly io: Io; readonly jobs: number }): Reporter {
  const json = flags.json
  const out = json === '-' ? io.stderr : io.stdout
  const options: TerminalOptions = {
    colour: wantsColour(flags, { io, isTTY: out.isTTY }),
    verbosity: flags.quiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal',
  }
  const progress = createProgress({ io, jobs, quiet: flags.quiet === true })
  return {
    step: progress.step,
    run(run) {
      progress.clear()
      out.write(formatRun(run, flags.failOn, options))
    },
    async end(report) {
      progress.clear()
      out.write(formatEnd(report, options))
      if (json === '-') io.stdout.write(formatJson(report))
      const files = [
        ...(flags.junit === undefined ? [] : [{ path: flags.junit, text: formatJunit(report), what: 'JUnit report' }]),
        ...(json === undefined || json === '-' ? [] : [{ path: json, text: formatJson(report), what: 'JSON report' }]),
      ]
      let code = exitCodeOf(report)
      for (const { path, text, what } of files) {
        try {
          await writeWhole(path, io.redact(text), { what })
        } catch (error) {
          if (!(error instanceof FluxproofError)) throw error
          io.stderr.write(`fluxproof: ${error.message}\n`)
          if (code === exitCode.kept) code = exitCode.undecided
        }
      }
      return code
    },
  }
}

/** Colours on a terminal only, never under --no-color or NO_COLOR (no-color.org: set and not empty). */
function wantsColour(flags: ReportFlags, { io, isTTY }: { readonly io: Io; readonly isTTY: boolean }): boolean {
  return flags.color && isTTY && !io.env.NO_COLOR && io.env.TERM !== 'dumb'
}
