import { readFileSync, writeFileSync } from 'node:fs'
import type { Score } from './score.ts'

/** A part as it was measured last, as a whole. */
export interface MeasuredPart extends Score {
  /** The day, in UTC. */
  readonly day: string
  readonly concurrency: number
  readonly versions: Readonly<Record<'node' | 'stryker' | 'vitest', string>>
}

/** The parts that were measured, by folder: what `npm run mutate` found last and the documents state. */
export type ScoreFile = Readonly<Record<string, MeasuredPart>>

const path = new URL('score.json', import.meta.url)

/** Reads score.json. */
export function readScoreFile(): ScoreFile {
  return JSON.parse(readFileSync(path, 'utf8')) as ScoreFile
}

/** Puts a part into score.json in the place of what was measured before. */
export function writeScore(folder: string, part: MeasuredPart): void {
  const all = { ...readScoreFile(), [folder]: part }
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path, `${JSON.stringify(sorted, undefined, 2)}\n`)
}
