import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import { gitCommit } from './git-commit.ts'

test('a commit is told, and whether the files are its own', async () => {
  using folder = temporaryFolder()
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: folder.path })
  expect(await gitCommit(folder.path)).toBeUndefined()
  git('init', '--quiet')
  expect(await gitCommit(folder.path)).toBeUndefined()
  mkdirSync(folder.join('benchmarks/history'), { recursive: true })
  folder.write('benchmarks/history/a.jsonl', '')
  folder.write('source.ts', '1')
  git('add', '.')
  git('commit', '--quiet', '--message', 'first')
  const commit = await gitCommit(folder.path)
  expect(commit).toMatch(/^[0-9a-f]{40}$/)
  folder.write('benchmarks/history/a.jsonl', '{}\n')
  folder.write('report.xml', 'not tracked')
  expect(await gitCommit(folder.path)).toBe(commit)
  folder.write('source.ts', '2')
  expect(await gitCommit(folder.path)).toBe(`${commit}-dirty`)
})
