import type { Package } from '../../builtin.ts'

/** The levels of statuses. */
export const levels = {
  levelCrit: 'crit',
  levelInfo: 'info',
  levelOK: 'ok',
  levelUnknown: 'unknown',
  levelWarn: 'warn',
} as const satisfies Package

/** Severity: what is no known level counts as nothing. */
export function severity(level: string | undefined): number {
  return ['ok', 'info', 'warn', 'crit'].indexOf(level ?? '') + 1
}
