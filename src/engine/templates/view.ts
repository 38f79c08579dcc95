import type { Found, PlannedObject } from './plan.ts'
import type { ParsedTemplates, TemplateObject } from './template.ts'

/** Ids in answers of templates are decimal numbers: the server forgets to write them as others do. 0n: none yet. */
const decimal = (id: string | undefined) => (id === undefined ? 0n : BigInt(`0x${id}`))

const rules = (everySeconds: number | undefined) =>
  everySeconds === undefined || everySeconds === 0 ? null : [{ type: 'expire', everySeconds }]

function newValues(object: TemplateObject): unknown {
  const { name, description } = object
  if (object.kind === 'Bucket') return { name, description, retentionRules: rules(object.everySeconds) }
  if (object.kind === 'Label') return { name, color: object.color, description }
  if (object.kind === 'Variable') return { name, description, args: object.arguments }
  const { cron, every, offset, query, status } = object
  return { name, cron, description, every, offset, query, status }
}

function oldValues(found: Found): unknown {
  if (found.kind === 'Bucket') {
    const { name, description = '', retentionSeconds } = found.row
    return { name, description, retentionRules: rules(retentionSeconds) }
  }
  if (found.kind === 'Task') {
    const { name, cron = '', description = '', every = '', offset = '0s', flux, status } = found.row
    return { name, cron, description, every, offset, query: flux, status }
  }
  const { name, description, properties, arguments: args } = found.row.body
  if (found.kind === 'Variable') return { name, description: description ?? '', args }
  const { color = '', description: about = '' } = (properties ?? {}) as Record<string, string>
  return { name, color, description: about }
}

type Ids = ReadonlyMap<string, string>

function diffLine(planned: PlannedObject, ids: Ids) {
  if (planned.status === 'remove') {
    const { metaName, found } = planned
    const values = oldValues(found)
    const id = decimal(found.row.id)
    return { id, stateStatus: 'remove', templateMetaName: metaName, kind: found.kind, new: values, old: values }
  }
  const { object, status, found } = planned
  return {
    id: decimal(found?.row.id ?? ids.get(`${object.kind}/${object.metaName}`)),
    stateStatus: status,
    templateMetaName: object.metaName,
    kind: object.kind,
    new: newValues(object),
    old: found === undefined ? null : oldValues(found),
  }
}

const kindOf = (planned: PlannedObject) => (planned.status === 'remove' ? planned.found.kind : planned.object.kind)
const resourceTypes: Readonly<Record<string, string>> = { Bucket: 'buckets', Task: 'tasks', Variable: 'variables' }

interface Mapping {
  readonly object: TemplateObject
  readonly label: TemplateObject
}

function mappingsOf(plan: readonly PlannedObject[]): Mapping[] {
  const objects = plan.flatMap((one) => (one.status === 'remove' ? [] : [one.object]))
  return objects.flatMap((object) =>
    object.labels.flatMap((name) => {
      const label = objects.find((one) => one.kind === 'Label' && one.metaName === name)
      return label === undefined ? [] : [{ object, label }]
    }),
  )
}

/** What would change or has changed, by kind. */
export function viewDiff(plan: readonly PlannedObject[], ids: Ids) {
  const of = (kind: string) => plan.filter((one) => kindOf(one) === kind).map((one) => diffLine(one, ids))
  return {
    buckets: of('Bucket'),
    checks: [],
    dashboards: [],
    labels: of('Label'),
    labelMappings: mappingsOf(plan).map(({ object, label }) => ({
      stateStatus: 'new',
      resourceType: resourceTypes[object.kind],
      resourceID: decimal(ids.get(`${object.kind}/${object.metaName}`)),
      resourceName: object.name,
      resourceTemplateMetaName: object.metaName,
      labelID: decimal(ids.get(`Label/${label.metaName}`)),
      labelName: label.name,
      labelTemplateMetaName: label.metaName,
    })),
    notificationEndpoints: [],
    notificationRules: [],
    tasks: of('Task'),
    telegrafConfigs: [],
    variables: of('Variable'),
  }
}

interface SummaryScope {
  readonly orgId: string
  readonly ids: Ids
  readonly plan: readonly PlannedObject[]
}

function summaryBase(object: TemplateObject, { ids, orgId, plan }: SummaryScope) {
  const known = plan.find((one) => one.status !== 'remove' && one.object === object)
  const id = ids.get(`${object.kind}/${object.metaName}`) ?? known?.found?.row.id
  return {
    kind: object.kind,
    templateMetaName: object.metaName,
    envReferences: object.references,
    ...(id === undefined ? {} : { id: decimal(id) }),
    orgID: decimal(orgId),
    name: object.name,
  }
}

function summaryLine(object: TemplateObject, scope: SummaryScope): unknown {
  const base = summaryBase(object, scope)
  const labels = scope.plan.flatMap((one) =>
    one.status !== 'remove' && one.object.kind === 'Label' ? [one.object] : [],
  )
  const labelAssociations = object.labels.flatMap((name) => {
    const label = labels.find((one) => one.metaName === name)
    return label === undefined ? [] : [summaryLine(label, scope)]
  })
  if (object.kind === 'Label') {
    return { ...base, properties: { color: object.color, description: object.description } }
  }
  if (object.kind === 'Bucket') {
    const retentionPeriod = BigInt(object.everySeconds ?? 0) * 1_000_000_000n
    return { ...base, description: object.description, retentionPeriod, labelAssociations }
  }
  if (object.kind === 'Variable') {
    return { ...base, description: object.description, arguments: object.arguments, labelAssociations }
  }
  const { orgID: _, id = 0n, ...task } = base
  return { ...task, id, ...(newValues(object) as object), labelAssociations }
}

/** The objects of the templates as they are understood. Null lists: the templates have faults. */
export function viewSummary(parsed: ParsedTemplates, scope: SummaryScope) {
  const objects = parsed.faults.length > 0 ? [] : parsed.objects
  const of = (kind: string) => objects.filter((one) => one.kind === kind).map((one) => summaryLine(one, scope))
  const faulty = parsed.faults.length > 0
  return {
    buckets: of('Bucket'),
    checks: [],
    dashboards: [],
    labels: of('Label'),
    labelMappings: mappingsOf(faulty ? [] : scope.plan).map(({ object, label }) => ({
      status: 'new',
      resourceID: decimal(scope.ids.get(`${object.kind}/${object.metaName}`)),
      resourceTemplateMetaName: object.metaName,
      resourceName: object.name,
      resourceType: resourceTypes[object.kind],
      labelTemplateMetaName: label.metaName,
      labelName: label.name,
      labelID: decimal(scope.ids.get(`Label/${label.metaName}`)),
    })),
    missingEnvRefs: faulty ? null : parsed.missingReferences,
    missingSecrets: faulty ? null : [],
    notificationEndpoints: [],
    notificationRules: [],
    summaryTask: of('Task'),
    telegrafConfigs: [],
    variables: of('Variable'),
  }
}
