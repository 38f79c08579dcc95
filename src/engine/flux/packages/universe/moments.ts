import { FluxError } from '../../language/flux-error.ts'
import type { Column } from '../../table/column.ts'
import { aggregate } from '../aggregate.ts'

/** Standard deviation, of a sample unless told otherwise; NaN for a sample of one. */
export const stddev = aggregate<'sample' | 'population'>('stddev', {
  parameters: ['mode?'],
  types: ['float', 'int', 'uint'],
  options(args) {
    const mode = args.string('mode', 'sample')
    if (mode !== 'sample' && mode !== 'population') {
      throw new FluxError(`"${mode}" is not a valid standard deviation mode`)
    }
    return mode
  },
  answer(column, mode) {
    const { n, m2 } = moments(column)
    return { type: 'float', value: n === 0 ? null : Math.sqrt(m2 / (mode === 'sample' ? n - 1 : n)) }
  },
})

/** Skewness; null without values. */
export const skew = aggregate('skew', {
  types: ['float', 'int', 'uint'],
  answer(column) {
    const { n, m2, m3 } = moments(column)
    if (n === 0) return { type: 'float', value: null }
    return { type: 'float', value: n < 2 ? Number.NaN : (Math.sqrt(n) * m3) / m2 ** 1.5 }
  },
})

/** Number of values, and sums of powers of their distance from the mean, in one pass. */
function moments({ data }: Column): { n: number; m2: number; m3: number } {
  let n = 0
  let mean = 0
  let m2 = 0
  let m3 = 0
  for (let row = 0; row < data.length; row++) {
    const cell = data[row] ?? null
    if (cell === null) continue
    const before = n
    n += 1
    const delta = Number(cell) - mean
    const step = delta / n
    const term = delta * step * before
    m3 += term * step * (n - 2) - 3 * step * m2
    mean += step
    m2 += delta * (Number(cell) - mean)
  }
  return { n, m2, m3 }
}
