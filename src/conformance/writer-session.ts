import type { Clock } from '../clock/index.ts'
import type { Engine, EngineSnapshot } from '../engine/engine.ts'
import type { FaultProxy } from '../fault/fault-proxy.ts'
import type { LedgerEntry } from '../fault/ledger.ts'
import { writePath } from '../fault/schedule.ts'
import type { Cell, Reading } from '../history/history-model.ts'
import type { ConformanceCase } from './conformance-case.ts'
import type { Finding } from './finding.ts'
import { HandInLog } from './hand-in-log.ts'
import type { Reader } from './read-back.ts'
import type { LineOutcome, WriterAdapter } from './writer-adapter.ts'

export interface SessionParts {
  readonly adapter: WriterAdapter
  readonly engine: Engine
  readonly proxy: FaultProxy
  readonly reader: Reader
  readonly clock: Clock
  readonly deadlineMs: number
  /** Lets time pass until work settles or `limitMs` are over; says which. */
  drive(work: Promise<unknown>, limitMs: number): Promise<boolean>
}

/** Drives a writer through a case and keeps all that it says, with a reading at each moment at which it says that lines are stored. */
export class WriterSession {
  readonly log = new HandInLog()
  readonly observed: string[] = []
  readonly findings: Finding[] = []
  readonly readings: Reading[] = []
  readonly #parts: SessionParts
  readonly #startNs: bigint
  #taken = 0
  #takenUnanswered = 0
  #lastRead: { readonly forwarded: number; readonly cells: readonly Cell[] } | undefined

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#startNs = parts.clock.nowNs()
  }

  /** Lines that were taken before any request was answered. */
  get takenUnanswered(): number {
    return this.#takenUnanswered
  }

  /** Write requests so far. */
  writes(): readonly LedgerEntry[] {
    return this.#parts.proxy.ledger.entries.filter(({ path }) => path.startsWith(writePath))
  }

  /** Every step of a case from the first line to the end of close; a call that hangs ends it. */
  async play(one: ConformanceCase): Promise<void> {
    const lines = one.lines()
    const size = one.flushEvery ?? Math.max(1, lines.length)
    for (let at = 0; at < lines.length; at += size) {
      const some = lines.slice(at, at + size)
      const during = one.writesDuringFlush === true && at > 0
      if (!(during ? await this.#flushWhile(some) : await this.#handIn(some, one.callers ?? 1))) return
      const flushes = one.flushEvery !== undefined && (!one.writesDuringFlush || at + size >= lines.length)
      if (flushes && !(await this.#settleAll('flush()', { at: 1 }))) return
    }
    if (one.idleMs !== undefined) await this.#parts.drive(new Promise(() => {}), one.idleMs)
    const flushes = one.ends === 'close' || one.flushEvery !== undefined ? 0 : one.flushTwice ? 2 : 1
    if (flushes > 0 && !(await this.#settleAll('flush()', { at: flushes }))) return
    if (!(await this.#settleAll('close()', { at: 1 })) || one.afterClose === undefined) return
    if (await this.#handIn(one.afterClose(), 1)) await this.#settleAll('close()', { at: 1 })
  }

  /** @returns whether the call resolved. */
  async open(open: () => Promise<void>): Promise<boolean> {
    const { how } = await this.#settle('open()', open)
    if (how === 'resolved') return true
    this.findings.push({ class: 'not-opened', text: this.observed.at(-1) ?? 'open() did not resolve' })
    return false
  }

  async #handIn(lines: readonly string[], callers: number): Promise<boolean> {
    const share = Math.ceil(lines.length / callers)
    const shares = Array.from({ length: callers }, (_, caller) => lines.slice(caller * share, (caller + 1) * share))
    const { how } = await this.#settle(`write() of ${lines.length} lines`, async () => {
      await Promise.all(shares.map((mine, caller) => this.#writeAll(mine, caller)))
    })
    return how !== undefined
  }

  /** Flushes, and hands lines in as soon as that is under way. */
  async #flushWhile(lines: readonly string[]): Promise<boolean> {
    let writing = Promise.resolve()
    const flush = () => {
      const flushed = this.#parts.adapter.flush()
      writing = this.#writeAll(lines, 0)
      return flushed
    }
    if (!(await this.#settleAll('flush()', { at: 1, flush }))) return false
    const { how } = await this.#settle(`write() of ${lines.length} lines during it`, () => writing)
    return how !== undefined
  }

  async #writeAll(lines: readonly string[], caller: number): Promise<void> {
    const { entries } = this.#parts.proxy.ledger
    for (const line of lines) {
      const index = this.log.handIn(line, caller)
      try {
        await this.#parts.adapter.write(line)
        this.#taken++
        if (entries[0]?.answer === undefined) this.#takenUnanswered = this.#taken
      } catch {
        this.log.refused(index)
      }
    }
  }

  /** @param options `at`: how many such calls at once, the answer of the last counts; `flush`: what a flush is. */
  async #settleAll(
    what: 'flush()' | 'close()',
    options: { readonly at: number; readonly flush?: () => Promise<void> },
  ): Promise<boolean> {
    const { adapter } = this.#parts
    const { flush = () => adapter.flush() } = options
    const upTo = this.log.count
    const { how, snapshot, forwarded } = await this.#settle(what, async () => {
      for (let extra = 1; extra < options.at; extra++) adapter.flush().catch(() => undefined)
      await (what === 'flush()' ? flush() : adapter.close())
    })
    if (how === undefined) return false
    this.log.settled(upTo, how, this.#outcomes())
    if (snapshot) this.readings.push({ at: this.log.tick(), cells: await this.#read(snapshot, forwarded) })
    return true
  }

  /** What the writer tells of each line; nothing where it cannot. */
  #outcomes(): readonly LineOutcome[] {
    try {
      return this.#parts.adapter.outcomes?.() ?? []
    } catch (error) {
      this.findings.push({ class: 'adapter-error', text: `outcomes() threw ${String(error)}` })
      return []
    }
  }

  /** What the server holds when everything is over. */
  async readFinal(): Promise<Reading> {
    const cells = await this.#read(this.#parts.engine.snapshot(), this.#forwarded())
    return { at: this.log.tick(), cells }
  }

  #forwarded(): number {
    return this.writes().filter(({ serverStatus }) => serverStatus !== undefined).length
  }

  /** Nothing changes while no request is answered: then the last reading still holds. */
  async #read(snapshot: EngineSnapshot, forwarded: number): Promise<readonly Cell[]> {
    if (this.#lastRead?.forwarded === forwarded) return this.#lastRead.cells
    this.#lastRead = { forwarded, cells: await this.#parts.reader.cells(snapshot) }
    return this.#lastRead.cells
  }

  async #settle(what: string, call: () => Promise<void>): Promise<Settled> {
    const { engine, drive, deadlineMs, clock } = this.#parts
    let settled: Settled = { how: undefined, snapshot: undefined, forwarded: 0 }
    let said = ''
    // An adapter that throws at once is one that rejects.
    const work = (async () => call())().then(
      () => {
        settled = { how: 'resolved', snapshot: engine.snapshot(), forwarded: this.#forwarded() }
      },
      (error: unknown) => {
        settled = { how: 'rejected', snapshot: undefined, forwarded: 0 }
        said = `: ${(error instanceof Error ? error.message : String(error)).slice(0, 160)}`
      },
    )
    await drive(work, deadlineMs)
    const requests = this.writes()
    const finished = requests.filter(({ answer }) => answer !== undefined).length
    const ms = (clock.nowNs() - this.#startNs) / 1_000_000n
    this.observed.push(
      `${ms} ms: ${what} ${settled.how ?? 'hangs'}${said}; ${finished} of ${requests.length} requests finished`,
    )
    if (settled.how === undefined)
      this.findings.push({ class: 'unsettled', text: `${what} did not settle within ${deadlineMs} ms` })
    return settled
  }
}

interface Settled {
  readonly how: 'resolved' | 'rejected' | undefined
  /** Of the server at the moment at which the call resolved. */
  readonly snapshot: EngineSnapshot | undefined
  /** Requests that the server had answered by then. */
  readonly forwarded: number
}
