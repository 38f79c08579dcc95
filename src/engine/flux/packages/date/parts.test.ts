import { describe, expect, test } from 'vitest'
import { isoWeek } from './parts.ts'

const weeks: Record<string, number> = {
  '2026-01-01': 1,
  '2026-01-15': 3,
  '2025-12-29': 1,
  '2024-12-29': 52,
  '2021-01-03': 53,
  '2020-12-31': 53,
}

describe('the ISO week of', () => {
  for (const [day, week] of Object.entries(weeks)) {
    test(`${day} is ${week}`, () => expect(isoWeek(new Date(`${day}T23:59:59.999Z`))).toBe(week))
  }
})
