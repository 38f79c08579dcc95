/** Inclusive bounds of fields wherever they occur; a record outside is dropped, for a score beyond its scale is a defect of its detector. */
export const ranges: Readonly<Record<string, readonly [min: number, max: number]>> = {
  confidence: [0, 1],
  anomaly_score: [0, 1],
  baseline_deviation: [0, 10],
  occurrences: [0, Number.MAX_SAFE_INTEGER],
  co_occurrence_count: [0, Number.MAX_SAFE_INTEGER],
  session_count: [0, Number.MAX_SAFE_INTEGER],
  correlation_score: [-1, 1],
}

/** True where the field has no bounds or the value keeps them. */
export function inRange(key: string, value: number): boolean {
  const bounds = Object.hasOwn(ranges, key) ? ranges[key] : undefined
  return bounds === undefined || (value >= bounds[0] && value <= bounds[1])
}
