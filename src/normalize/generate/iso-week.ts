const dayMs = 86_400_000

/** The ISO week of an instant in UTC: `2025-W43`. Weeks begin on Monday; the week of a year is the year of its Thursday. */
export function isoWeek(epochMs: number): string {
  const day = Math.floor(epochMs / dayMs)
  // 1970-01-01 was a Thursday: the Thursday of the week that holds `day`.
  const thursday = day - ((((day + 3) % 7) + 7) % 7) + 3
  const year = new Date(thursday * dayMs).getUTCFullYear()
  const first = Math.floor(Date.UTC(year, 0, 1) / dayMs)
  return `${year}-W${String(Math.floor((thursday - first) / 7) + 1).padStart(2, '0')}`
}
