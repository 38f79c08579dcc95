const weekDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** The numbers of days (Sunday is 0) and months (January is 1). */
export const names: Readonly<Record<string, bigint>> = Object.fromEntries([
  ...weekDays.map((name, i) => [name, BigInt(i)] as const),
  ...months.map((name, i) => [name, BigInt(i + 1)] as const),
])
