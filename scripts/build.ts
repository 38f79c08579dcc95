import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Builds dist/ from src/. Runs as `prepare` too: an install that leaves the compiler out has nothing to build with,
 * and its package came with dist/ in it.
 */
const root = join(import.meta.dirname, '..')
const compiler = findCompiler()
if (compiler === undefined) {
  console.error(
    'build: skipped, because the TypeScript compiler is not installed (development dependencies are left out)',
  )
} else if (!existsSync(join(root, 'src'))) {
  console.error('build: skipped, because there is no src/ here')
} else {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  const { status, error } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    cwd: root,
    stdio: 'inherit',
  })
  if (error) throw error
  process.exitCode = status ?? 1
}

function findCompiler(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('typescript/package.json')
    const { bin } = createRequire(import.meta.url)(manifest) as { bin: { tsc: string } }
    return join(dirname(manifest), bin.tsc)
  } catch {
    return undefined
  }
}
