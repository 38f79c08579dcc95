import type { Bucket, Dbrp, Task, Token } from '../contract/model.ts'

/** A property of a resource that is not as declared. */
export interface Difference {
  readonly property: string
  readonly expected: string
  readonly found: string
}

/** What is provisioned, with what the contract declares of it. */
export type Resource =
  | { readonly kind: 'org'; readonly name: string }
  | { readonly kind: 'bucket'; readonly name: string; readonly declared: Bucket }
  | { readonly kind: 'token'; readonly name: string; readonly declared: Token }
  | { readonly kind: 'task'; readonly name: string; readonly declared: Task }
  | { readonly kind: 'dbrp'; readonly name: string; readonly declared: Dbrp }

export type ResourceOf<Kind extends Resource['kind']> = Extract<Resource, { readonly kind: Kind }>

/** It is missing. */
export interface Create<R extends Resource = Resource> {
  readonly action: 'create'
  readonly resource: R
}

/** It is there and differs in what a server can change. */
export interface Update<R extends Resource = Resource> {
  readonly action: 'update'
  readonly resource: R
  /** Id on the server. */
  readonly id: string
  readonly differences: readonly Difference[]
  /** Why the change would lose data, in one clause; absent: it would not. */
  readonly losesData?: string
}

/** It is there, differs, and is left alone: for a person to decide. */
export interface Drift<R extends Resource = Resource> {
  readonly action: 'drift'
  readonly resource: R
  readonly differences: readonly Difference[]
  /** Why it is left alone. */
  readonly reason: string
  readonly next: string
}

/** It is there and as declared. */
export interface Unchanged<R extends Resource = Resource> {
  readonly action: 'nothing'
  readonly resource: R
}

/** What a plan says of one resource. */
export type Change<R extends Resource = Resource> = Create<R> | Update<R> | Drift<R> | Unchanged<R>

/** What it takes to make an organization what its contract says. */
export interface Plan {
  readonly org: { readonly name: string /** Absent: it is to be created. */; readonly id?: string }
  /** In the order in which they are applied: org, buckets, tokens, tasks, DBRP mappings. */
  readonly changes: readonly Change[]
}

/** True when there is nothing to apply and nothing to report. */
export function isUpToDate(plan: Plan): boolean {
  return plan.changes.every((change) => change.action === 'nothing')
}

/** `bucket raw_sensor_data`, as messages name a resource. */
export function labelOf({ kind, name }: Resource): string {
  return `${kind === 'dbrp' ? 'DBRP mapping' : kind === 'org' ? 'organization' : kind} ${name}`
}
