import type { EngineContext } from '../context.ts'
import { labelKind } from '../state/labels.ts'
import type { BucketRow, DocumentRow, TaskRow } from '../state/records.ts'
import { findBucketByName } from '../tenant/buckets.ts'
import type { StackResource } from './stacks.ts'
import type { TemplateObject } from './template.ts'

/** A resource of the server that an object of a template stands for. */
export type Found =
  | { readonly kind: 'Bucket'; readonly row: BucketRow }
  | { readonly kind: 'Task'; readonly row: TaskRow }
  | { readonly kind: 'Label' | 'Variable'; readonly row: DocumentRow }

/** One line of what applying does: `remove` for what the stack has and the template has not. */
export type PlannedObject =
  | { readonly status: 'new' | 'exists'; readonly object: TemplateObject; readonly found?: Found }
  | { readonly status: 'remove'; readonly metaName: string; readonly found: Found }

function findById({ state }: EngineContext, { kind, id }: StackResource): Found | undefined {
  if (kind === 'Bucket') {
    const row = state.buckets.get(id)
    return row && { kind, row }
  }
  if (kind === 'Task') {
    const row = state.tasks.get(id)
    return row && { kind, row }
  }
  if (kind !== 'Label' && kind !== 'Variable') return undefined
  const row = state.documents(kind === 'Label' ? labelKind : 'variables').get(id)
  return row && { kind, row }
}

/** What stands for an object by its name: tasks are known by a stack only, for their names are not unique. */
function findByName(context: EngineContext, orgId: string, object: TemplateObject): Found | undefined {
  if (object.kind === 'Task') return undefined
  if (object.kind === 'Bucket') {
    const row = findBucketByName(context, orgId, object.name)
    return row && { kind: 'Bucket', row }
  }
  const row = context.state
    .documents(object.kind === 'Label' ? labelKind : 'variables')
    .find((one) => one.orgId === orgId && one.body.name === object.name)
  return row && { kind: object.kind, row }
}

/** Holds the objects against the server. Ordered by template name, as the server answers. */
export function planObjects(
  context: EngineContext,
  objects: readonly TemplateObject[],
  { orgId, resources }: { readonly orgId: string; readonly resources: readonly StackResource[] },
): PlannedObject[] {
  const ofStack = (kind: string, metaName: string) => {
    const resource = resources.find((one) => one.kind === kind && one.metaName === metaName)
    return resource && findById(context, resource)
  }
  const kept = objects.map((object): PlannedObject => {
    const found = ofStack(object.kind, object.metaName) ?? findByName(context, orgId, object)
    return found === undefined ? { status: 'new', object } : { status: 'exists', object, found }
  })
  const removed = resources.flatMap((resource): PlannedObject[] => {
    const stays = objects.some((one) => one.kind === resource.kind && one.metaName === resource.metaName)
    const found = stays ? undefined : findById(context, resource)
    return found === undefined ? [] : [{ status: 'remove', metaName: resource.metaName, found }]
  })
  const nameOf = (one: PlannedObject) => (one.status === 'remove' ? one.metaName : one.object.metaName)
  return [...kept, ...removed].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0))
}
