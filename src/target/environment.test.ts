import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../suites/support/temporary-folder.ts'
import { readRemoteSettings } from './environment.ts'

const profiles = `
[default]
  url = "http://dev:8086"
  token = "dev-token"
  org = "dev"
  active = true

# [commented]
[prod]
  url = "https://prod.example:9999/influx/"
  token = "pr\\"od"
  org = "production"
`

describe('settings of a remote', () => {
  const cases = [
    {
      name: 'takes INFLUX_URL before the other names',
      env: { INFLUX_URL: 'http://a:1', INFLUXDB_URL: 'http://b:2', INFLUX_TOKEN: 't' },
      expected: { url: 'http://a:1', source: 'INFLUX_URL', token: 't', org: '' },
    },
    {
      name: 'takes the names of other clients',
      env: { INFLUXDB_V2_URL: 'http://b:2', INFLUXDB_V2_TOKEN: 't', INFLUXDB_V2_ORG: 'o' },
      expected: { url: 'http://b:2', source: 'INFLUXDB_V2_URL', token: 't', org: 'o' },
    },
    {
      name: 'takes INFLUX_HOST as the influx command line does',
      env: { INFLUX_HOST: 'http://c:3/', INFLUX_TOKEN: 't', INFLUX_ORG: 'o' },
      expected: { url: 'http://c:3', source: 'INFLUX_HOST', token: 't', org: 'o' },
    },
    {
      name: 'takes a profile that INFLUX_ACTIVE_CONFIG names',
      env: { INFLUX_ACTIVE_CONFIG: 'prod', INFLUX_CONFIGS_PATH: '{profiles}' },
      expected: { url: 'https://prod.example:9999/influx', source: 'profile prod', token: 'pr"od', org: 'production' },
    },
    {
      name: 'takes no profile that nobody named',
      env: { INFLUX_CONFIGS_PATH: '{profiles}' },
      expected: undefined,
    },
    {
      name: 'reads the token from a file',
      env: { INFLUX_URL: 'http://a:1', INFLUX_TOKEN_FILE: '{token}' },
      expected: { url: 'http://a:1', source: 'INFLUX_URL', token: 'of-the-file', org: '' },
    },
    { name: 'ignores empty variables', env: { INFLUX_URL: ' ', INFLUX_TOKEN: 't' }, expected: undefined },
  ]
  for (const { name, env, expected } of cases) {
    test(name, () => {
      using folder = temporaryFolder()
      const files = {
        '{profiles}': folder.write('configs', profiles),
        '{token}': folder.write('token', 'of-the-file\n'),
      }
      const filled = Object.fromEntries(
        Object.entries(env).map(([key, value]) => [key, files[value as keyof typeof files] ?? value]),
      )
      const found = readRemoteSettings({}, { HOME: folder.path, ...filled })
      expect(found).toEqual(expected)
    })
  }

  test('takes the active profile where a remote is asked for', () => {
    using folder = temporaryFolder()
    const env = { INFLUX_CONFIGS_PATH: folder.write('configs', profiles) }
    const found = readRemoteSettings({}, env, { useActiveProfile: true })
    expect(found).toMatchObject({ url: 'http://dev:8086', token: 'dev-token', source: 'profile default' })
  })

  test('lets options win over the environment', () => {
    using folder = temporaryFolder()
    const options = { url: 'http://given:1', org: 'given', tokenFile: folder.write('token', 'given-token') }
    const env = { INFLUX_URL: 'http://a:1', INFLUX_TOKEN: 't', INFLUX_ORG: 'o' }
    expect(readRemoteSettings(options, env)).toMatchObject({
      url: 'http://given:1',
      org: 'given',
      token: 'given-token',
    })
  })

  const refused = [
    {
      name: 'a password in the URL',
      env: { INFLUX_URL: 'http://u:pass-word@a:1', INFLUX_TOKEN: 't' },
      says: /user name or password/,
    },
    { name: 'another protocol', env: { INFLUX_URL: 'ftp://a', INFLUX_TOKEN: 't' }, says: /ftp:/ },
    {
      name: 'a profile that is not there',
      env: { INFLUX_ACTIVE_CONFIG: 'x', INFLUX_CONFIGS_PATH: '{profiles}' },
      says: /only default, prod/,
    },
    {
      name: 'a token file of two lines',
      env: { INFLUX_URL: 'http://a:1', INFLUX_TOKEN_FILE: '{profiles}' },
      says: /several lines/,
    },
  ]
  for (const { name, env, says } of refused) {
    test(`refuses ${name} and repeats no secret`, () => {
      using folder = temporaryFolder()
      const path = folder.write('configs', profiles)
      const filled = Object.fromEntries(
        Object.entries(env).map(([key, value]) => [key, value === '{profiles}' ? path : value]),
      )
      const read = () => readRemoteSettings({}, filled)
      expect(read).toThrow(says)
      expect(read).toThrow(
        expect.objectContaining({ exitCode: 64, message: expect.not.stringMatching(/pass-word|dev-token/) }),
      )
    })
  }
})
