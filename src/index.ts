/** The library: contracts, their checks, targets to hold them against, and reports. It never loads vitest. */

export { ClientError, type ClientErrorKind } from './client/client-error.ts'
export { createInfluxClient, type InfluxClient } from './client/influx-client.ts'
export type { Transport } from './client/transport.ts'
export { type Check, type CheckKind, type CheckOf, type Severity, writingKinds } from './contract/check.ts'
export { type DeriveOptions, deriveChecks } from './contract/derive/derive-checks.ts'
export { describe } from './contract/describe.ts'
export { formatDuration, parseDuration } from './contract/duration.ts'
export { lint } from './contract/lint/lint.ts'
export { loadContract, requireContract } from './contract/load-contract.ts'
export type { Contract } from './contract/model.ts'
export { parseContract } from './contract/parse-contract.ts'
export { formatProblem, type Problem } from './contract/problem.ts'
export { renderTask } from './contract/render-task.ts'
export { type Verdict, type VerdictStatus, worstOf } from './contract/verdict.ts'
export { exitCode, FluxproofError, UsageError } from './errors/index.ts'
export { type VerifyOptions, verifyChecks, verifyContract } from './observe/verify.ts'
export { type Applied, type ApplyOptions, apply, type Step } from './provision/apply.ts'
export type { Change, Difference, Plan, Resource } from './provision/change.ts'
export { plan } from './provision/plan.ts'
export { type SeedContractOptions, type Seeded, seedContract } from './provision/seed-contract.ts'
export {
  formatJson,
  type JsonCheck,
  type JsonReport,
  type JsonRun,
  jsonFormatVersion,
  toJsonReport,
} from './report/json.ts'
export { formatJunit } from './report/junit.ts'
export type { FailOn, Report, Run, TargetFacts } from './report/run.ts'
export { type RunOptions, runContract } from './report/run-contract.ts'
export { formatEnd, formatRun } from './report/terminal.ts'
export { exitCodeOf, sumTotals, type Totals, totalsOf } from './report/totals.ts'
export { type ChooseTargetOptions, chooseTarget } from './target/choose-target.ts'
export type { StartedTarget, StartOptions, Target, TargetChoice, TargetKind } from './target/target.ts'
