import { selector } from '../selector.ts'

/** The first row whose cell is not null. */
export const first = selector('first', {
  rows: ({ data }) => {
    for (let row = 0; row < data.length; row++) if (data[row] !== null) return [row]
    return []
  },
})
