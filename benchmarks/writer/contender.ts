/** How every contender writes. */
export const batchPoints = 1000
export const connections = 4

export interface WriteTarget {
  readonly url: string
  readonly org: string
  readonly bucket: string
  readonly token: string
}

/** A way to write lines. What can be made ready before the clock runs is; `run` resolves when every line was told stored, and rejects else. */
export interface Contender {
  readonly name: string
  prepare(target: WriteTarget, lines: readonly string[]): { run(): Promise<void>; close(): Promise<void> }
}
