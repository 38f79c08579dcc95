import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { FluxproofError } from '../errors/index.ts'

/**
 * Writes a file whole or not at all: into a neighbour first, which then takes the name. Missing folders are made.
 * @param options `mode` of the file, default 0o644; `what` it is, for the error.
 * @throws FluxproofError with exit code 2 when the folder cannot be written or the disk is full; nothing is left behind.
 */
export async function writeWhole(
  path: string,
  text: string,
  { what = 'report', mode = 0o644 }: { readonly what?: string; readonly mode?: number } = {},
): Promise<void> {
  const folder = dirname(resolve(path))
  const neighbour = join(folder, `.${basename(path)}.${randomUUID()}.part`)
  try {
    await makeFolder(folder)
    await writeFile(neighbour, text, { mode, flush: true, flag: 'wx' })
    await rename(neighbour, path)
  } catch (cause) {
    await rm(neighbour, { force: true }).catch(() => {})
    const code = (cause as NodeJS.ErrnoException).code ?? 'an error'
    throw new FluxproofError({
      operation: `write the ${what} to ${path}`,
      expected: 'a file that can be written',
      found: `${meaning[code] ?? 'an error'} (${code})`,
      next: 'Free some space or name another path; nothing half-written is left there',
      cause,
    })
  }
}

/** As a recursive mkdir, which never ends in a folder that cannot have others, such as /proc (Node 24 and 26). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await mkdir(path).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== 'EEXIST') throw again
    })
  }
}

const meaning: Readonly<Record<string, string>> = {
  ENOSPC: 'a full disk',
  EFBIG: 'a limit on the size of files',
  EDQUOT: 'a full quota',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'a read-only file system',
  EISDIR: 'a folder of that name',
  ENOTDIR: 'a file where a folder must be',
  EEXIST: 'a file where a folder must be',
  ENOENT: 'a path that cannot exist',
}
