import { cellsOfLine } from '../history/cells.ts'
import type { Operation, OutcomeClass } from '../history/history-model.ts'
import type { LineOutcome } from './writer-adapter.ts'

const classes: Readonly<Record<LineOutcome['outcome'], OutcomeClass>> = {
  stored: 'ok',
  rejected: 'fail',
  dropped: 'fail',
  unknown: 'unknown',
}

interface Entry {
  readonly line: string
  readonly caller: number
  readonly invoked: number
  completed: number
  outcome: OutcomeClass
}

/** Keeps what was handed in and what the writer said about it, on a scale of its own steps. */
export class HandInLog {
  readonly #entries: Entry[] = []
  #step = 0

  /** The next moment of the scale. */
  tick(): number {
    return ++this.#step
  }

  get count(): number {
    return this.#entries.length
  }

  /** Says how a line went by its number. */
  handIn(line: string, caller: number): number {
    this.#entries.push({ line, caller, invoked: this.tick(), completed: Number.POSITIVE_INFINITY, outcome: 'unknown' })
    return this.#entries.length - 1
  }

  /** A write that was refused at once: the writer says nothing about what is on the server. */
  refused(index: number): void {
    const entry = this.#entries[index]
    if (entry) entry.completed = this.tick()
  }

  /**
   * A flush or close that began when `upTo` lines had been handed in has settled. What `outcomes` says of a line counts; of the others a
   * call that resolved says that they are stored.
   */
  settled(upTo: number, how: 'resolved' | 'rejected', outcomes: readonly LineOutcome[]): void {
    const at = this.tick()
    const told = new Map<string, OutcomeClass[]>()
    for (const { line, outcome } of outcomes) {
      const list = told.get(line)
      if (list) list.push(classes[outcome])
      else told.set(line, [classes[outcome]])
    }
    for (const entry of this.#entries.slice(0, upTo)) {
      const said = told.get(entry.line)?.shift()
      if (entry.completed !== Number.POSITIVE_INFINITY) continue
      entry.completed = at
      entry.outcome = said ?? (how === 'resolved' ? 'ok' : 'unknown')
    }
  }

  operations(): readonly Operation[] {
    return this.#entries.map(({ line, caller, invoked, completed, outcome }, id) => {
      return { id, process: caller, line, cells: cellsOfLine(line), invoked, completed, outcome }
    })
  }
}
