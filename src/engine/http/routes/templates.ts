import { randomBytes } from 'node:crypto'
import { authorize } from '../../auth/authorize.ts'
import { isId, parseId } from '../../ids.ts'
import { applyPlan } from '../../templates/apply.ts'
import { type PlannedObject, planObjects } from '../../templates/plan.ts'
import { addStackEvent, createStack, type StackResource, stateOf } from '../../templates/stacks.ts'
import { parseTemplates } from '../../templates/template.ts'
import { viewDiff, viewSummary } from '../../templates/view.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import type { Call } from '../call.ts'
import { goArray, goMap, goStruct } from '../json/go-shape.ts'
import type { Router } from '../router.ts'
import { stackOf } from './stacks.ts'

/** /api/v2/templates: buckets, labels, tasks and variables declared together. */
export function registerTemplateRoutes(router: Router): void {
  const templates = router.resource('/api/v2/templates', 'newer')
  templates.post('/apply', applyTemplates)
  templates.post('/export', exportResources)
}

const applyShape = goStruct('pkger.ReqApply', {
  dryRun: 'bool',
  orgID: 'string',
  stackID: 'string',
  template: 'any',
  templates: goArray('[]pkger.ReqRawTemplate', 'any'),
  envRefs: goMap('map[string]interface {}', 'any'),
})

function orgIdOf(call: Call, text: string | undefined): string {
  if (!text || !isId(text)) {
    throw new ApiError('invalid', `invalid organization ID provided: ${JSON.stringify(text ?? '')}`)
  }
  const id = text.toLowerCase()
  if (call.context.state.orgs.get(id) === undefined) {
    throw new ApiError('conflict', `organization dependency does not exist for id[${JSON.stringify(id)}]`)
  }
  return id
}

/** A right that is missing is found when something is made, by code that does not say so: a 500. */
function authorizeApply(call: Call, orgId: string): void {
  try {
    authorize(call.principal, 'read', 'orgs', { id: orgId })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError('internal error', error.message)
  }
}

function resourcesOf(plan: readonly PlannedObject[], ids: ReadonlyMap<string, string>): StackResource[] {
  return plan.flatMap((one) => {
    if (one.status === 'remove') return []
    const { kind, metaName } = one.object
    const id = ids.get(`${kind}/${metaName}`)
    return id === undefined ? [] : [{ kind, metaName, id }]
  })
}

async function applyTemplates(call: Call): Promise<Response> {
  const { context } = call
  const body = (await readJson(call.request, applyShape, { prefix: 'unable to unmarshal json: ' })) ?? {}
  const orgId = orgIdOf(call, body.orgID)
  const stack = body.stackID ? stackOf(call, parseId(body.stackID)) : undefined
  const raw = [...(body.template === undefined ? [] : [body.template]), ...(body.templates ?? [])]
  const sources = raw.map(() => 'byte stream')
  const parsed = parseTemplates(raw, body.envRefs ?? {})
  const none: ReadonlyMap<string, string> = new Map()
  if (parsed.faults.length > 0) {
    const summary = viewSummary(parsed, { orgId, ids: none, plan: [] })
    const answer = { sources: [], stackID: '', diff: viewDiff([], none), summary, errors: parsed.faults }
    return body.dryRun
      ? call.json(422, { ...answer, code: 'unprocessable entity', message: 'unprocessable entity' })
      : call.json(201, answer)
  }
  const plan = planObjects(context, parsed.objects, { orgId, resources: stack ? stateOf(stack).resources : [] })
  if (body.dryRun) {
    const summary = viewSummary(parsed, { orgId, ids: none, plan })
    return call.json(200, { sources, stackID: stack?.id ?? '', diff: viewDiff(plan, none), summary })
  }
  authorizeApply(call, orgId)
  const kept = stack ?? createStack(context, orgId)
  const ids = await applyPlan(context, plan, { orgId, userId: call.principal.user.id })
  addStackEvent(context, kept, { eventType: 'update', sources, resources: resourcesOf(plan, ids) })
  const summary = viewSummary(parsed, { orgId, ids, plan })
  return call.json(201, { sources, stackID: kept.id, diff: viewDiff(plan, ids), summary })
}

const exportShape = goStruct('pkger.ReqExport', {
  resources: goArray('[]pkger.ResourceToClone', goStruct('pkger.ResourceToClone', { kind: 'string', id: 'id' })),
})

/** A name for an exported object, unlike any other. */
const randomName = () => {
  const hex = randomBytes(4).toString('hex')
  return `exported-object-${hex}`
}

function exportOne(call: Call, { kind = '', id = '' }: { kind?: string; id?: string }): unknown {
  const { buckets, tasks } = call.context.state
  const head = { apiVersion: 'influxdata.com/v2alpha1', kind, metadata: { name: randomName() } }
  const bucket = kind === 'Bucket' ? buckets.get(id) : undefined
  if (bucket) {
    const { name, description, retentionSeconds: everySeconds } = bucket
    const retentionRules = everySeconds > 0 ? { retentionRules: [{ type: 'expire', everySeconds }] } : {}
    return { ...head, spec: { ...(description ? { description } : {}), name, ...retentionRules } }
  }
  const task = kind === 'Task' ? tasks.get(id) : undefined
  if (task) {
    const { name, every, cron, offset, description } = task
    // The option statement goes: name and schedule are fields of the object.
    const query = task.flux.replace(/option\s+task\s*=\s*\{[^}]*\}\s*/, '')
    const schedule = { ...(every ? { every } : {}), ...(cron ? { cron } : {}), ...(offset ? { offset } : {}) }
    return { ...head, spec: { ...(description ? { description } : {}), ...schedule, name, query } }
  }
  throw new ApiError('not found', `${kind.toLowerCase()} not found`)
}

async function exportResources(call: Call): Promise<Response> {
  const { resources = [] } = (await readJson(call.request, exportShape)) ?? {}
  return call.json(
    200,
    resources.map((one) => exportOne(call, one)),
  )
}
