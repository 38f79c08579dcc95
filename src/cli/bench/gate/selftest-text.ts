import { mean, sampleStandardDeviation } from 'simple-statistics'
import {
  type Count,
  isAlarm,
  type SelftestResult,
  type Trial,
  type TrialKind,
} from '../../../bench/gate/selftest/selftest.ts'

const names: Record<TrialKind, string> = { aa: 'A/A', planted: 'planted' }

/** Counts so far, and the time that is left, in a line. @param options `wanted` comparisons in all. */
export function progressLine(
  trials: readonly Trial[],
  { wanted, tookMs }: { readonly wanted: number; readonly tookMs: number },
): string {
  const counted = (kind: TrialKind) => {
    const of = trials.filter((trial) => trial.kind === kind)
    return `${of.filter(isAlarm).length} of ${of.length}`
  }
  const eachMs = tookMs / trials.length
  const leftMinutes = ((wanted - trials.length) * eachMs) / 60_000
  return `${trials.length} of ${wanted}: false alarms ${counted('aa')}, found ${counted('planted')}; ${(eachMs / 1000).toFixed(1)} s each, ${leftMinutes.toFixed(1)} min left`
}

/** The two figures, how sure they are, and what they rest on. */
export function selftestLines(
  { falseAlarms, found, met, trials }: SelftestResult,
  { slower, tookMs }: { readonly slower: number; readonly tookMs: number },
): readonly string[] {
  const percent = Math.round(slower * 100)
  return [
    `false alarms: ${falseAlarms.hits} of ${falseAlarms.trials} comparisons of a program with itself (at most ${falseAlarms.limit} of ${falseAlarms.wanted}); ${boundsText(falseAlarms)}${missed(falseAlarms)}`,
    `found: ${found.hits} of ${found.trials} planted slowdowns of ${percent} % (at least ${found.limit} of ${found.wanted}); ${boundsText(found)}${missed(found)}`,
    ...(['aa', 'planted'] as const).flatMap((kind) => spreadLine(trials, kind)),
    `${met ? 'The gate holds' : 'The gate does not hold'}; ${(tookMs / 60_000).toFixed(1)} min${eachText(trials, tookMs)}, an alarm is an estimate of at least 10 % whose 99 % interval excludes 0`,
  ]
}

function boundsText({ bounds }: Count): string {
  const percent = (share: number) => (share * 100).toFixed(1)
  return `at 95 % confidence ${percent(bounds.low)} to ${percent(bounds.high)} %`
}

function eachText({ length }: readonly Trial[], tookMs: number): string {
  return length === 0 ? '' : `, ${(tookMs / 1000 / length).toFixed(1)} s each`
}

function missed({ met }: Count): string {
  return met ? '' : '  MISSED'
}

function spreadLine(trials: readonly Trial[], kind: TrialKind): readonly string[] {
  const of = trials.filter((trial) => trial.kind === kind)
  if (of.length < 2) return []
  const logs = of.map(({ estimate }) => Math.log(estimate.ratio))
  const center = (Math.expm1(mean(logs)) * 100).toFixed(1)
  const spread = (Math.expm1(sampleStandardDeviation(logs)) * 100).toFixed(1)
  const open = of.filter(({ judgement }) => judgement.verdict === 'not enough evidence').length
  return [`  ${names[kind]}: mean ${center} %, spread ${spread} %, not enough evidence in ${open} of ${of.length}`]
}
