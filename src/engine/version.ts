/** The InfluxDB OSS versions whose behaviour the engine gives. */
export const engineVersions = ['2.7.12', '2.8.0', '2.9.1'] as const
export type EngineVersion = (typeof engineVersions)[number]
export const defaultEngineVersion: EngineVersion = '2.8.0'

/** True when `version` behaves as `since` and later do. */
export function isAtLeast(version: EngineVersion, since: EngineVersion): boolean {
  return engineVersions.indexOf(version) >= engineVersions.indexOf(since)
}
