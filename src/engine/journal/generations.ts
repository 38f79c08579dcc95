import fs from 'node:fs'
import path from 'node:path'

/**
 * The files of a journal. Image N holds everything that happened before log N; without an image, log 1 starts from
 * nothing. An image gets its name when it is whole.
 */
export interface Generations {
  /** The newest image; undefined: none yet. */
  readonly image: number | undefined
  /** The logs to replay after it, in order. */
  readonly logs: readonly number[]
}

const names = /^(\d{8})\.(image|log)$/

export function imagePath(directory: string, generation: number): string {
  return path.join(directory, `${String(generation).padStart(8, '0')}.image`)
}

export function logPath(directory: string, generation: number): string {
  return path.join(directory, `${String(generation).padStart(8, '0')}.log`)
}

/** Where image `generation` is written before it is whole. */
export function unfinishedImagePath(directory: string, generation: number): string {
  return `${imagePath(directory, generation)}.unfinished`
}

/** Removes images that were never finished. */
export function removeUnfinished(directory: string): void {
  for (const name of fs.readdirSync(directory)) {
    if (name.endsWith('.unfinished')) fs.rmSync(path.join(directory, name), { force: true })
  }
}

export function findGenerations(directory: string): Generations {
  const found = listFiles(directory)
  const images = found.filter(({ kind }) => kind === 'image').map(({ generation }) => generation)
  const image = images.length === 0 ? undefined : Math.max(...images)
  const logs = found
    .filter(({ kind, generation }) => kind === 'log' && generation >= (image ?? 0))
    .map(({ generation }) => generation)
  return { image, logs: logs.sort((a, b) => a - b) }
}

/** Removes what image `generation` has made superfluous. */
export function removeOlder(directory: string, generation: number): void {
  for (const file of listFiles(directory)) {
    if (file.generation < generation) fs.rmSync(path.join(directory, file.name), { force: true })
  }
}

function listFiles(directory: string): { name: string; generation: number; kind: string }[] {
  return fs.readdirSync(directory).flatMap((name) => {
    const [, generation, kind = ''] = names.exec(name) ?? []
    return generation === undefined ? [] : [{ name, generation: Number(generation), kind }]
  })
}
