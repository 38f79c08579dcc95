import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that goes away when it is disposed of. */
export interface TemporaryFolder extends Disposable {
  readonly path: string
  /** Path of a file in it. */
  join(name: string): string
  /** Writes a file and returns its path. */
  write(name: string, text: string, options?: { readonly mode?: number }): string
}

/** Makes one in the system's folder for temporary files. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'fluxproof-test-'))
  return {
    path,
    join: (name) => join(path, name),
    write(name, text, options = {}) {
      const file = join(path, name)
      writeFileSync(file, text, options)
      return file
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}
