import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../errors/index.ts'

/** The lines of one batch on disk. */
export interface SpillSegment {
  /** Hands the line to the operating system before it returns, so that it outlives the process, whatever kills that. */
  append(line: string): void
  /** No more lines will come. */
  seal(): void
  /** Every line is decided. */
  remove(): void
}

/** Segments that an earlier process left behind, oldest first. */
export interface LeftSegment {
  readonly segment: SpillSegment
  /** Whole lines. A string value may hold newlines. */
  readonly text: string
}

const suffix = '.lp'

/** A folder of segments, in order of their names. One process at a time uses it. Outlives SIGKILL; a power cut may lose the last seconds. */
export class Spill {
  readonly #folder: string
  #next = 0

  /** @throws UsageError where another process that is alive uses the folder. */
  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#lock()
  }

  /** What is owed from before. A last line without its newline was never acknowledged and is left out. */
  left(): readonly LeftSegment[] {
    const names = readdirSync(this.#folder).filter((name) => name.endsWith(suffix))
    return names.sort().map((name) => {
      this.#next = Math.max(this.#next, Number.parseInt(name, 10) + 1)
      const path = join(this.#folder, name)
      const all = readFileSync(path, 'utf8')
      const text = all.slice(0, all.lastIndexOf('\n') + 1)
      return { segment: { append: refuse, seal: () => undefined, remove: () => rmSync(path, { force: true }) }, text }
    })
  }

  create(): SpillSegment {
    const path = join(this.#folder, `${String(this.#next++).padStart(12, '0')}${suffix}`)
    let file: number | undefined = openSync(path, 'a', 0o600)
    const seal = () => {
      if (file !== undefined) closeSync(file)
      file = undefined
    }
    return {
      append(line) {
        if (file === undefined) refuse()
        else writeSync(file, `${line}\n`)
      },
      seal,
      remove() {
        seal()
        rmSync(path, { force: true })
      },
    }
  }

  /** Lets another process use the folder. */
  close(): void {
    rmSync(join(this.#folder, 'lock'), { force: true })
  }

  #lock(): void {
    const path = join(this.#folder, 'lock')
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
    } catch {
      const owner = Number(readFileSync(path, 'utf8'))
      if (owner > 0 && owner !== process.pid && isAlive(owner)) {
        throw new UsageError({
          operation: `open the spill folder ${this.#folder}`,
          expected: 'a folder that no other writer uses',
          found: `process ${owner} uses it`,
          next: 'Give each writer a folder of its own',
        })
      }
      writeFileSync(path, String(process.pid), { mode: 0o600 })
    }
  }
}

function refuse(): never {
  throw new Error('a sealed segment takes no more lines')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
