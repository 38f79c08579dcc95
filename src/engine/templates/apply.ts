import type { EngineContext } from '../context.ts'
import { dropLabelMappings, labelKind, labelMappingKind } from '../state/labels.ts'
import type { DocumentRow, TaskRow } from '../state/records.ts'
import { readTaskScript, rewriteTaskScript } from '../tasks/script.ts'
import { createBucket, deleteBucket, updateBucket } from '../tenant/buckets.ts'
import type { Found, PlannedObject } from './plan.ts'
import type { TaskObject, TemplateObject } from './template.ts'

/** Whose resources are made, and as whom. */
export interface ApplyScope {
  readonly orgId: string
  readonly userId: string
}

/** The script of a task as the server joins options and query. */
function scriptOf({ name, every, cron, offset, query }: TaskObject): string {
  const schedule = cron === '' ? `every: ${every}` : `cron: ${JSON.stringify(cron)}`
  const shift = offset === '' ? '' : `, offset: ${offset}`
  return `option task = { name: ${JSON.stringify(name)}, ${schedule}${shift} }\n${query}`
}

function putDocument(
  context: EngineContext,
  kind: string,
  document: { readonly orgId: string; readonly body: Record<string, unknown>; readonly old: DocumentRow | undefined },
): string {
  const now = context.clock.nowNs()
  const { old, orgId, body } = document
  const base = old ?? { id: context.newId(), orgId, createdNs: now, updatedNs: now, body: {} }
  return context.state.documents(kind).put({ ...base, updatedNs: now, body: { ...base.body, ...body } }).id
}

async function putTask(
  context: EngineContext,
  object: TaskObject,
  task: { scope: ApplyScope; old?: TaskRow },
): Promise<string> {
  const now = context.clock.nowNs()
  const { old, scope } = task
  const schedule = object.cron === '' ? { every: object.every } : { cron: object.cron }
  // A task that is there is changed as by PATCH, which formats its script.
  const flux = old ? await rewriteTaskScript(scriptOf(object), schedule) : scriptOf(object)
  const options = await readTaskScript(flux)
  const row = context.state.tasks.put({
    ...(old ?? {
      id: context.newId(),
      orgId: scope.orgId,
      ownerId: scope.userId,
      createdNs: now,
      latestCompletedNs: now,
      latestScheduledNs: now,
    }),
    ...options,
    flux,
    status: object.status,
    ...(object.description === '' ? {} : { description: object.description }),
    updatedNs: old && context.state.tasks.get(old.id) ? context.clock.nowNs() : now,
  })
  context.tasks.reschedule(row)
  return row.id
}

function putBucket(
  context: EngineContext,
  object: TemplateObject & { kind: 'Bucket' },
  place: { orgId: string; found: Found | undefined },
) {
  const retentionSeconds = object.everySeconds === undefined ? undefined : BigInt(object.everySeconds)
  const change = { name: object.name, description: object.description, retentionSeconds }
  const { found } = place
  if (found?.kind === 'Bucket') return updateBucket(context, found.row, change).id
  return createBucket(context, { ...change, orgId: place.orgId }).id
}

/** Makes or changes the resource of one object. @returns its id. */
async function applyObject(
  context: EngineContext,
  planned: { object: TemplateObject; found?: Found },
  scope: ApplyScope,
): Promise<string> {
  const { object, found } = planned
  if (object.kind === 'Bucket') return putBucket(context, object, { orgId: scope.orgId, found })
  if (object.kind === 'Task') {
    return putTask(context, object, found?.kind === 'Task' ? { scope, old: found.row } : { scope })
  }
  const old = found && found.kind !== 'Bucket' && found.kind !== 'Task' ? found.row : undefined
  if (object.kind === 'Label') {
    const properties = { color: object.color, description: object.description }
    return putDocument(context, labelKind, { orgId: scope.orgId, body: { name: object.name, properties }, old })
  }
  const body = { name: object.name, description: object.description, arguments: object.arguments }
  return putDocument(context, 'variables', { orgId: scope.orgId, body, old })
}

/** Removes a resource that a stack no longer has. */
export function removeResource(context: EngineContext, found: Found): void {
  const { state } = context
  dropLabelMappings(state, found.row.id)
  if (found.kind === 'Bucket') deleteBucket(context, found.row)
  else if (found.kind === 'Task') {
    context.tasks.drop(found.row.id)
    state.tasks.delete(found.row.id)
  } else state.documents(found.kind === 'Label' ? labelKind : 'variables').delete(found.row.id)
}

function mapLabels(context: EngineContext, object: TemplateObject, ids: ReadonlyMap<string, string>): void {
  const resourceID = ids.get(`${object.kind}/${object.metaName}`)
  for (const name of object.labels) {
    const labelID = ids.get(`Label/${name}`)
    if (labelID === undefined || resourceID === undefined) continue
    const now = context.clock.nowNs()
    context.state.documents(labelMappingKind).put({
      id: `${labelID}/${resourceID}`,
      orgId: '',
      createdNs: now,
      updatedNs: now,
      body: { labelID, resourceID },
    })
  }
}

/** Carries a plan out. @returns ids by `Kind/template name`. */
export async function applyPlan(
  context: EngineContext,
  plan: readonly PlannedObject[],
  scope: ApplyScope,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const planned of plan) {
    if (planned.status === 'remove') removeResource(context, planned.found)
    else ids.set(`${planned.object.kind}/${planned.object.metaName}`, await applyObject(context, planned, scope))
  }
  for (const planned of plan) if (planned.status !== 'remove') mapLabels(context, planned.object, ids)
  return ids
}
