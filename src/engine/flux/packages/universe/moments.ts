import { FluxError } from '../../language/flux-error.ts'
import type { Column } from '../../table/column.ts'
import { goPow } from '../../values/go-pow.ts'
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
    const { n, squares: m2 } = moments(column)
    return { type: 'float', value: n === 0 ? null : Math.sqrt(m2 / (mode === 'sample' ? n - 1 : n)) }
  },
})

/** Skewness; null without values. */
export const skew = aggregate('skew', {
  types: ['float', 'int', 'uint'],
  answer(column) {
    const { n, m2, m3 } = moments(column)
    if (n === 0) return { type: 'float', value: null }
    return { type: 'float', value: n < 2 ? Number.NaN : (Math.sqrt(n) * m3) / goPow(m2, 1.5) }
  },
})

/**
 * Number of values, and sums of powers of their distance from the mean, in one pass. `squares` and `m2` are the same
 * sum, rounded as a real server's stddev and skew round it.
 */
function moments({ data }: Column): { n: number; squares: number; m2: number; m3: number } {
  let n = 0
  let mean = 0
  let m2 = 0
  let squares = 0
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
    m2 += term
    squares += delta * (Number(cell) - mean)
  }
  return { n, squares, m2, m3 }
}
