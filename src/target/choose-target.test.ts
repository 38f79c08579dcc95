import { createServer, type RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../suites/support/temporary-folder.ts'
import { chooseTarget } from './choose-target.ts'

// cspell:words toomanyrequests

/** A socket that speaks as much of the Docker API as choosing a target asks. */
async function dockerSocket(path: string, listener: RequestListener): Promise<AsyncDisposable> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const withImage: RequestListener = (_request, response) => response.writeHead(200).end('{}')
const withoutImage: RequestListener = (request, response) => {
  if (request.url === '/_ping') response.writeHead(200).end('OK')
  else if (request.method === 'POST') response.writeHead(200).end('{"status":"Pulling"}\n{"error":"toomanyrequests"}\n')
  else response.writeHead(404).end('{"message":"No such image"}')
}

describe('choosing a target', () => {
  test('takes the remote that the environment names before everything else', async () => {
    const target = await chooseTarget({ env: { INFLUX_URL: 'http://a:1', INFLUX_TOKEN: 't', PATH: '' } })
    expect(target).toMatchObject({ kind: 'remote', throwAway: false, reason: 'INFLUX_URL gives a URL' })
  })

  test('takes a container where a Docker engine has the image', async () => {
    using folder = temporaryFolder()
    const socket = folder.join('docker.sock')
    await using _docker = await dockerSocket(socket, withImage)
    const env = { DOCKER_HOST: `unix://${socket}`, INFLUX_IMAGE: '2.7', PATH: '' }
    const target = await chooseTarget({ env })
    expect(target).toMatchObject({
      kind: 'container',
      reason: 'a Docker engine answers and has the image: influxdb:2.7',
    })
  })

  test('falls back to a local influxd when the image cannot be pulled', async () => {
    using folder = temporaryFolder()
    const socket = folder.join('docker.sock')
    await using _docker = await dockerSocket(socket, withoutImage)
    folder.write('influxd', '#!/bin/sh\n', { mode: 0o755 })
    const progress: string[] = []
    const env = { DOCKER_HOST: `unix://${socket}`, PATH: folder.path }
    const target = await chooseTarget({ env, onProgress: (text) => progress.push(text) })
    expect(progress).toEqual(['pulling influxdb:2.8'])
    expect(target).toMatchObject({ kind: 'binary', reason: expect.stringMatching(/on the PATH; .*toomanyrequests/) })
  })

  test('gives up a pull at its deadline', async () => {
    using folder = temporaryFolder()
    const socket = folder.join('docker.sock')
    await using _docker = await dockerSocket(socket, (request, response) => {
      if (request.method === 'GET') response.writeHead(request.url === '/_ping' ? 200 : 404).end()
    })
    const env = { DOCKER_HOST: `unix://${socket}`, HOME: folder.path, PATH: '' }
    const target = await chooseTarget({ env, pullMs: 100 })
    expect(target).toMatchObject({
      kind: 'embedded',
      reason: expect.stringMatching(/cannot be pulled \(not done within 100 ms\)/),
    })
  })

  test('takes the embedded engine last and says what was not there', async () => {
    const target = await chooseTarget({ env: { DOCKER_HOST: 'unix:///nonexistent.sock', PATH: '' } })
    expect(target).toMatchObject({
      kind: 'embedded',
      throwAway: true,
      reason: 'no URL, no influxd, no Docker engine answers (unix:///nonexistent.sock)',
    })
  })

  const refused = [
    {
      name: 'the embedded engine under --require-real',
      options: { requireReal: true },
      env: {},
      exitCode: 2,
      says: /only the embedded engine/,
    },
    {
      name: 'the embedded engine under FLUXPROOF_REQUIRE_REAL',
      options: {},
      env: { FLUXPROOF_REQUIRE_REAL: '1' },
      exitCode: 2,
      says: /only the embedded engine/,
    },
    {
      name: 'a container without a Docker engine',
      options: { choice: 'container' as const },
      env: {},
      exitCode: 2,
      says: /no Docker engine/,
    },
    {
      name: 'a binary that is not there',
      options: { choice: 'binary' as const },
      env: {},
      exitCode: 2,
      says: /no influxd on the PATH/,
    },
    {
      name: 'an INFLUXD_BIN that cannot be run',
      options: {},
      env: { INFLUXD_BIN: '/nonexistent' },
      says: /INFLUXD_BIN/,
    },
    { name: 'a remote without URL', options: { choice: 'remote' as const }, env: {}, says: /no URL/ },
  ]
  for (const { name, options, env, exitCode = 64, says } of refused) {
    test(`refuses ${name}`, async () => {
      const all = { DOCKER_HOST: 'unix:///nonexistent.sock', HOME: '/nonexistent', PATH: '', ...env }
      const error: unknown = await chooseTarget({ ...options, env: all }).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ exitCode, message: expect.stringMatching(says) })
    })
  }
})
