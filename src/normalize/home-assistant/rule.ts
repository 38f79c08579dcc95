import type { Draft } from '../draft.ts'
import type { RuleContext } from './options.ts'
import type { StateChange } from './state-change.ts'

/** Writes its tags and fields of one event into the draft. */
export type Rule = (change: StateChange, draft: Draft) => void

/** Makes a rule for a shape; undefined where the shape declares nothing that the rule could write. */
export type RuleFactory = (context: RuleContext) => Rule | undefined
