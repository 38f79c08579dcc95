#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { exclusions, groups } from './mutation/scope.ts'
import { type MutationReport, percentOf, scoreOf } from './mutation/score.ts'

// Mutates the codec and the normalizers and prints how many mutants the tests kill. Names of folders or files choose a part:
//   npm run mutate -- src/line-protocol
// What did not change since the last run is not run again (reports/mutation/incremental.json).
const goal = 90
const reportFile = 'reports/mutation/incremental.json'
const asked = process.argv.slice(2)
const excluded = exclusions.map(({ glob }) => `!${glob}`)

const chosen = asked.flatMap((name) =>
  name.endsWith('.ts') ? [name] : groups.filter((group) => group.startsWith(name)),
)

for (const group of asked.length === 0 ? groups : chosen) {
  console.error(`mutate ${group}`)
  const mutate = [group, ...excluded].join(',')
  const args = ['run', 'scripts/mutation/stryker.config.json', '--mutate', mutate]
  const { status } = spawnSync('stryker', args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) {
    console.error(`mutate: stryker ended with ${status} on ${group}`)
    process.exit(2)
  }
}

if (!existsSync(reportFile)) {
  console.error(`mutate: nothing was measured: no ${reportFile}`)
  process.exit(2)
}
const report = JSON.parse(readFileSync(reportFile, 'utf8')) as MutationReport
let missed = false
for (const folder of ['src/line-protocol/', 'src/normalize/', 'src/']) {
  const score = scoreOf(report, folder)
  const percent = percentOf(score)
  missed ||= percent === undefined || percent < goal
  const name = folder === 'src/' ? 'together' : folder
  const shown = percent === undefined ? 'not measured' : `${percent.toFixed(1)} % killed`
  console.log(`${name} ${shown} (${score.killed} of ${score.killed + score.alive} mutants; goal ${goal} %)`)
}
for (const { glob, reason } of exclusions) console.log(`not mutated: ${glob}: ${reason}`)
process.exitCode = missed ? 1 : 0
