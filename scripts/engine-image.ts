/**
 * Builds local Docker images of `fluxproof serve`, one for each server version whose behaviour the engine gives, so that the
 * container path can be tested where no InfluxDB image can be pulled. They are named fluxproof-engine:<version> and never
 * like an image of InfluxDB. Nothing is pulled: an image is the Node binary, the shared libraries it loads, our build and
 * the packages it depends on. Usage: node scripts/engine-image.ts [2.8 ...]; default: all versions. Prints the names,
 * separated by commas, as INFLUX_IMAGES takes them. Exit code 3: the Docker engine cannot run a container on this machine.
 */
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { $, ProcessOutput } from 'zx'
import { type EngineVersion, engineVersions } from '../src/engine/version.ts'

const project = join(import.meta.dirname, '..')
const repository = 'fluxproof-engine'
/** On every image made here, so that those which a later build replaced can be told from other people's. */
const label = 'fluxproof.engine-image=1'
/** Of one container, milliseconds, until the engine in it answers. */
const warmMs = 15_000

/** What `docker run` ends with when the engine, and not the container, is at fault. */
const engineRefused = 125

$.quiet = true
const wanted = process.argv.slice(2)
const versions = engineVersions.filter((one) => wanted.length === 0 || wanted.includes(tagOf(one)))
if (versions.length < wanted.length) {
  console.error(`engine-image: expected some of ${engineVersions.map(tagOf).join(' ')}, found ${wanted.join(' ')}`)
  process.exit(64)
}

const stage = mkdtempSync(join(tmpdir(), 'fluxproof-image-'))
try {
  await stageProgram(stage)
  const base = await importBase(stage)
  const names: string[] = []
  for (const version of versions) names.push(await commitVersion(base, version))
  console.log(names.join(','))
} catch (error) {
  console.error(error instanceof ProcessOutput ? `engine-image: ${error.stderr || error.message}` : error)
  process.exitCode = error instanceof ProcessOutput && error.exitCode === engineRefused ? 3 : 1
} finally {
  rmSync(stage, { recursive: true, force: true })
  await $`docker image prune --force --filter ${`label=${label}`}`.nothrow()
}

/** `2.8` of `2.8.0`: tagged as the images of the server are. */
function tagOf(version: EngineVersion): string {
  return version.split('.').slice(0, 2).join('.')
}

/** Lays out the file system of the image. */
async function stageProgram(root: string): Promise<void> {
  const node = realpathSync(process.execPath)
  place(node, join(root, 'usr/local/bin/node'))
  for (const library of await librariesOf(node)) place(library, join(root, library))
  for (const folder of ['tmp', 'data', 'etc']) mkdirSync(join(root, folder), { recursive: true })
  await $`chmod 1777 ${join(root, 'tmp')}`
  const app = join(root, 'app')
  for (const file of ['package.json', 'bin/fluxproof.js', 'LICENSE']) place(join(project, file), join(app, file))
  const tsc = join(project, 'node_modules/typescript/bin/tsc')
  await $`${node} ${tsc} -p ${join(project, 'tsconfig.build.json')} --outDir ${join(app, 'dist')} --declaration false --noCheck`
  for (const folder of await productionPackages()) {
    const to = join(app, relative(project, folder))
    mkdirSync(dirname(to), { recursive: true })
    // A package's own node_modules come by themselves, as far as they are needed.
    await $`tar -C ${folder} --exclude ./node_modules -cf - . | (mkdir -p ${to} && tar -C ${to} -xf -)`
  }
}

/** Paths of the shared libraries that the dynamic linker loads for a binary, the linker included. */
async function librariesOf(binary: string): Promise<string[]> {
  const { stdout } = await $`ldd ${binary}`
  return stdout.split('\n').flatMap((line) => /(?:=> )?(\/\S+) \(0x/.exec(line)?.[1] ?? [])
}

/** Folders of the packages that the product needs to run; declarations of types do not run. */
async function productionPackages(): Promise<string[]> {
  const { stdout } = await $({ cwd: project })`npm ls --omit=dev --all --parseable`.nothrow()
  const folders = stdout.split('\n').filter((path) => path.startsWith(join(project, 'node_modules')))
  if (folders.length === 0) throw new Error('engine-image: npm lists no packages; run npm ci first')
  return folders.filter((path) => !path.includes('/node_modules/@types/'))
}

function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
}

/** @returns the id of an image that runs the engine, version not yet chosen. */
async function importBase(root: string): Promise<string> {
  const entrypoint = ['/usr/local/bin/node', '/app/bin/fluxproof.js', 'serve', '--host', '0.0.0.0']
  const changes = [
    `ENTRYPOINT ${JSON.stringify(entrypoint)}`,
    'ENV PATH=/usr/local/bin:/usr/bin:/bin',
    'ENV NODE_COMPILE_CACHE=/app/.compile-cache',
    'EXPOSE 8086',
    'WORKDIR /app',
    `LABEL ${label}`,
    'LABEL description="fluxproof serve: the embedded engine of fluxproof. This is not InfluxDB."',
  ]
  const flags = changes.flatMap((change) => ['--change', change])
  const { stdout } = await $`tar -C ${root} --owner 0 --group 0 --numeric-owner -cf - . | docker import ${flags} -`
  return stdout.trim()
}

/** Runs the engine once, which proves the image and fills the cache of compiled code, and keeps the result. */
async function commitVersion(base: string, version: EngineVersion): Promise<string> {
  const name = `${repository}:${tagOf(version)}`
  const args = ['--influx-version', version]
  const container = (await $`docker run -d ${base} ${args}`).stdout.trim()
  try {
    await answers(container)
    await $`docker stop --time 5 ${container}`
    const code = (await $`docker inspect --format ${'{{.State.ExitCode}}'} ${container}`).stdout.trim()
    if (code !== '0') throw new Error(`engine-image: ${name}: expected exit code 0 on SIGTERM, found ${code}`)
    await $`docker commit --change ${`CMD ${JSON.stringify(args)}`} ${container} ${name}`
    return name
  } finally {
    await $`docker rm --force --volumes ${container}`.nothrow()
  }
}

/** Waits for the line that `serve` prints once it accepts writes. */
async function answers(container: string): Promise<void> {
  const until = performance.now() + warmMs
  for (;;) {
    const { stdout, stderr } = await $`docker logs ${container}`
    if (stdout.startsWith('http://')) return
    const running = (await $`docker inspect --format ${'{{.State.Running}}'} ${container}`).stdout.trim()
    if (running !== 'true' || performance.now() > until) {
      throw new Error(`engine-image: the engine does not start in its container:\n${stdout}${stderr}`)
    }
  }
}
