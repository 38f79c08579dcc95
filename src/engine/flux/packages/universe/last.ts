import { selector } from '../selector.ts'

/** The last row whose cell is not null. */
export const last = selector('last', {
  zeroNulls: true,
  rows: ({ data }) => {
    for (let row = data.length - 1; row >= 0; row--) if (data[row] !== null) return [row]
    return []
  },
})
