import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Results are appended there after a run; they do not change what the next run measures. */
const results = ':(exclude,top)benchmarks/history'

/**
 * Commit of the folder, 40 hex digits, with `-dirty` behind where a tracked file differs from it.
 * @returns undefined outside a repository, before its first commit, or without git.
 */
export async function gitCommit(folder: string = process.cwd()): Promise<string | undefined> {
  const git = async (...args: string[]) => (await execute('git', args, { cwd: folder })).stdout.trim()
  try {
    const commit = await git('rev-parse', '--verify', 'HEAD')
    const changed = await git('status', '--porcelain', '--untracked-files=no', '--', ':/', results)
    return changed === '' ? commit : `${commit}-dirty`
  } catch {
    return undefined
  }
}
