import { describe, expect, test, vi } from 'vitest'
import { containerImage, containerImages, containerTarget } from './container.ts'

describe('images', () => {
  const cases = [
    { env: {}, one: 'influxdb:2.8', all: ['influxdb:2.8'] },
    { env: { INFLUX_IMAGE: '2.7' }, one: 'influxdb:2.7', all: ['influxdb:2.7'] },
    { env: { INFLUX_IMAGE: '2.7-alpine' }, one: 'influxdb:2.7-alpine', all: ['influxdb:2.7-alpine'] },
    {
      env: { INFLUX_IMAGE: 'registry.example:5000/influxdb:2.9' },
      one: 'registry.example:5000/influxdb:2.9',
      all: ['registry.example:5000/influxdb:2.9'],
    },
    {
      env: { INFLUX_IMAGES: '2.7, 2.8,influxdb:2.9' },
      one: 'influxdb:2.7',
      all: ['influxdb:2.7', 'influxdb:2.8', 'influxdb:2.9'],
    },
    {
      env: { INFLUX_IMAGE: '2.9', INFLUX_IMAGES: '2.7,2.8' },
      one: 'influxdb:2.9',
      all: ['influxdb:2.7', 'influxdb:2.8'],
    },
  ]
  for (const { env, one, all } of cases) {
    test(`of ${JSON.stringify(env)} are ${all.join(' and ')}`, () => {
      expect(containerImage(env)).toBe(one)
      expect(containerImages(env)).toEqual(all)
    })
  }
})

test('says that there is no Docker engine', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///nonexistent.sock')
  try {
    await expect(containerTarget({ reason: 'test', image: 'influxdb:2.8' }).start()).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^start a container of influxdb:2\.8: expected a Docker engine, found no Docker/),
    })
  } finally {
    vi.unstubAllEnvs()
  }
})
