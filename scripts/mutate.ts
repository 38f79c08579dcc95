#!/usr/bin/env node
import { mkdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { runStryker } from './mutation/run-stryker.ts'
import { exclusions, parts } from './mutation/scope.ts'
import { leftOutOf, percentOf, scoreOf } from './mutation/score.ts'
import { readScoreFile, writeScore } from './mutation/score-file.ts'
import { scoreLine } from './mutation/score-line.ts'

// Mutates the codec and the normalizers, prints how many mutants the tests kill and keeps it in mutation/score.json (docs/mutation.md).
const goal = 90
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    concurrency: { type: 'string', default: String(availableParallelism()) },
    force: { type: 'boolean', default: false },
  },
})
const concurrency = Number(values.concurrency)
mkdirSync('reports/mutation', { recursive: true })

const isWhole = (asked: string, folder: string) => folder.startsWith(asked.replace(/\/$/, ''))
const chosen = parts.flatMap((part) => {
  const asked = positionals.filter((name) => isWhole(name, part.folder) || name.startsWith(`${part.folder}/`))
  if (positionals.length > 0 && asked.length === 0) return []
  const whole = positionals.length === 0 || asked.some((name) => isWhole(name, part.folder))
  const globs = asked.map((name) => (name.endsWith('.ts') ? name : `${name.replace(/\/$/, '')}/**/*.ts`))
  return [{ part, whole, globs: whole ? [`${part.folder}/**/*.ts`] : globs }]
})
if (chosen.length === 0)
  throw new Error(`mutate: expected a path within ${parts.map(({ folder }) => folder).join(', ')}`)

let missed = false
for (const { part, whole, globs } of chosen) {
  const { folder } = part
  const { report, isFresh } = runStryker(part, { globs, concurrency, force: values.force })
  const score = scoreOf(report, `${folder}/`)
  if (whole && isFresh) {
    const day = new Date().toISOString().slice(0, 10)
    writeScore(folder, { ...score, day, concurrency, versions: versions() })
  }
  missed ||= (percentOf(score) ?? 0) < goal
  console.log(scoreLine(`${folder}${whole && isFresh ? '' : ' so far'}`, score, { goal }))
  for (const [what, count] of leftOutOf(report, `${folder}/`)) console.log(`left out by a comment: ${count} of ${what}`)
}
for (const { glob, reason } of exclusions) console.log(`not mutated: ${glob}: ${reason}`)
for (const [folder, part] of Object.entries(readScoreFile())) {
  console.log(`kept in scripts/mutation/score.json: ${scoreLine(folder, part, { goal })}, ${part.day}`)
}
process.exitCode = missed ? 1 : 0

function versions(): Record<'node' | 'stryker' | 'vitest', string> {
  const of = (name: string) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version
  return { node: process.versions.node, stryker: of('@stryker-mutator/core'), vitest: of('vitest') }
}
