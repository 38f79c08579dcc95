import { writeFileSync } from 'node:fs'
import { allCases } from '../../conformance/cases/all-cases.ts'
import type { CaseResult } from '../../conformance/run-case.ts'
import { runConformance } from '../../conformance/run-conformance.ts'
import { exitCode, UsageError } from '../../errors/index.ts'
import type { ConformanceFlags } from '../commands/conformance.ts'
import type { Io } from '../io.ts'
import { guardProcess } from './guard-process.ts'
import { loadWriter } from './load-writer.ts'

/** Runs the kit, or lists its cases. @returns 1 when a case failed. */
export async function runConformanceCommand(flags: ConformanceFlags, { io }: { readonly io: Io }): Promise<number> {
  const cases = allCases.filter(({ id }) => matches(id, flags.only ?? '*'))
  if (cases.length === 0) {
    throw new UsageError({
      operation: 'choose cases',
      expected: 'a glob that matches some',
      found: `none for ${flags.only}`,
      next: 'See --list',
    })
  }
  if (flags.list) {
    for (const { id, says } of cases) io.stdout.write(`${id}: ${says}\n`)
    return exitCode.kept
  }
  const { factory, isOne } = await loadWriter(flags)
  using guard = guardProcess(io)
  const talk = flags.json === '-' ? io.stderr : io.stdout
  const results = await runConformance(factory, {
    ...(isOne && { lanes: 1 }),
    way: flags.virtual ? 'virtual' : 'sockets',
    cases,
    signal: io.signal,
    onCase: (result) => talk.write(textOf(result, flags.verbose === true)),
  })
  const failed = results.filter(({ findings }) => findings.length > 0)
  talk.write(`${results.length - failed.length} of ${results.length} cases passed\n`)
  const { unheard } = guard
  if (unheard.length > 0) talk.write(`${unheard.length} errors that nobody caught, the first: ${unheard[0]}\n`)
  if (flags.json !== undefined) {
    const report = {
      formatVersion: 1,
      unheard,
      cases: results.map(({ id, says, findings, observed }) => ({ id, says, findings, observed })),
    }
    const text = `${JSON.stringify(report, null, 2)}\n`
    if (flags.json === '-') io.stdout.write(text)
    else writeFileSync(flags.json, text)
  }
  return failed.length + unheard.length > 0 ? exitCode.broken : exitCode.kept
}

function textOf({ id, says, findings, observed }: CaseResult, verbose: boolean): string {
  const head = `${findings.length === 0 ? 'passed' : 'FAILED'} ${id}: ${says}\n`
  const history = verbose || findings.length > 0 ? observed.map((line) => `    ${line}\n`).join('') : ''
  return head + findings.map((one) => `  ${one.class}: ${one.text}\n`).join('') + history
}

function matches(id: string, glob: string): boolean {
  const pattern = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${pattern}$`).test(id)
}
