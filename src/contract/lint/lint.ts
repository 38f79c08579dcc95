import type { Finding, LintRule } from '../lint-rule.ts'
import type { Contract } from '../model.ts'
import { positionOf } from '../position.ts'
import { rules } from './rules.ts'

/** What is legal in the contract but wrong on a real server. No I/O; in the order of the rules, then of the file. */
export function lint(contract: Contract): Finding[] {
  return (Object.keys(rules) as LintRule[]).flatMap((rule) =>
    rules[rule](contract).map(({ path, ...found }) => ({ rule, position: positionOf(contract, path), ...found })),
  )
}
