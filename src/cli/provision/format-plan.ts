import type { Step } from '../../provision/apply.ts'
import { type Change, type Difference, labelOf, type Plan } from '../../provision/change.ts'

/** A plan as lines: what would be created, updated or left alone, and how many resources are as declared. */
export function formatPlan(plan: Plan): string {
  const lines = plan.changes.flatMap(planned)
  return `${[...lines, ...unchangedLine(plan.changes)].join('\n')}\n`
}

function planned(change: Change): string[] {
  const label = labelOf(change.resource)
  switch (change.action) {
    case 'create':
      return [`  create   ${label}`]
    case 'update':
      return [
        `  update   ${label}`,
        ...differenceLines(change.differences),
        ...(change.losesData === undefined ? [] : [`           would lose data: ${change.losesData}`]),
      ]
    case 'drift':
      return [
        `  drift    ${label}`,
        ...differenceLines(change.differences),
        `           left alone: ${change.reason}`,
        `           next: ${change.next}`,
      ]
    case 'nothing':
      return []
  }
}

/** The steps of an apply as lines. */
export function formatSteps(steps: readonly Step[]): string {
  const lines = steps.flatMap((step) => {
    const { change } = step
    const label = labelOf(change.resource)
    const differences = 'differences' in change ? differenceLines(change.differences) : []
    switch (step.status) {
      case 'unchanged':
        return []
      case 'done':
        return [`  ${change.action === 'create' ? 'created' : 'updated'}  ${label}`, ...differences]
      default:
        return [
          `  ${step.status === 'failed' ? 'failed ' : change.action === 'drift' ? 'drift  ' : 'refused'}  ${label}`,
          ...differences,
          `           ${step.reason}`,
          `           next: ${step.next}`,
        ]
    }
  })
  return `${[...lines, ...unchangedLine(steps.map(({ change }) => change))].join('\n')}\n`
}

function differenceLines(differences: readonly Difference[]): string[] {
  return differences.map(
    ({ property, expected, found }) => `           ${property}: expected ${expected}, found ${found}`,
  )
}

function unchangedLine(changes: readonly Change[]): string[] {
  const unchanged = changes.filter(({ action }) => action === 'nothing').length
  if (unchanged === changes.length) return [`  no change: all ${unchanged} resources are as declared`]
  return unchanged === 0 ? [] : [`  ${unchanged} of ${changes.length} resources are as declared`]
}
