import { expect, test } from 'vitest'
import { parseMetrics } from './metrics.ts'

test('reads samples with and without labels, and no comments', () => {
  const text = [
    '# HELP storage_bucket_series_num Gauge of series',
    '# TYPE storage_bucket_series_num gauge',
    'storage_bucket_series_num{bucket="0a1b"} 42',
    'go_goroutines 7',
    'odd{path="C:\\\\x \\"y\\"",le="+Inf"} +Inf 1700000000000',
    '',
  ].join('\n')
  expect(parseMetrics(text)).toEqual([
    { name: 'storage_bucket_series_num', labels: { bucket: '0a1b' }, value: 42 },
    { name: 'go_goroutines', labels: {}, value: 7 },
    { name: 'odd', labels: { path: 'C:\\x "y"', le: '+Inf' }, value: Infinity },
  ])
})
