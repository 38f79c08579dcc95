import type { MetricSample } from '../../client/metrics.ts'

/**
 * Sum of all samples of a name whose labels are as asked.
 * @returns undefined where there is none: what is not published is not 0.
 */
export function sumSamples(
  samples: readonly MetricSample[],
  name: string,
  { matches = () => true }: { readonly matches?: (labels: MetricSample['labels']) => boolean } = {},
): number | undefined {
  const found = samples.filter((sample) => sample.name === name && matches(sample.labels))
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0)
}
