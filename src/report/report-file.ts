import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
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
  const folder = dirname(path)
  const neighbour = join(folder, `.${basename(path)}.${process.pid}.part`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(neighbour, text, { mode, flush: true })
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

const meaning: Readonly<Record<string, string>> = {
  ENOSPC: 'a full disk',
  EDQUOT: 'a full quota',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'a read-only file system',
  EISDIR: 'a folder of that name',
  ENOTDIR: 'a file where a folder must be',
  EEXIST: 'a file where a folder must be',
  ENOENT: 'a path that cannot exist',
}
