import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

/** The child as one file of JavaScript, so that no types are stripped under the counter. */
export interface BundledChild extends AsyncDisposable {
  readonly path: string
}

const root = join(import.meta.dirname, '../..')

/** Bundles it in a folder under node_modules, from where it finds the packages that it imports. Disposal removes it. */
export async function bundleChild(): Promise<BundledChild> {
  const folder = await mkdtemp(join(root, 'node_modules', `.fluxproof-instructions-`))
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    build: {
      ssr: 'benchmarks/instructions/child.ts',
      outDir: folder,
      emptyOutDir: false,
      target: 'es2024',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'child.mjs', codeSplitting: false } },
    },
  })
  return {
    path: join(folder, 'child.mjs'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
