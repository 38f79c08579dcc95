/** The resource types of permissions that every operator token lists, in the server's order. */
export const resourceTypes = [
  'authorizations',
  'buckets',
  'dashboards',
  'orgs',
  'sources',
  'tasks',
  'telegrafs',
  'users',
  'variables',
  'scrapers',
  'secrets',
  'labels',
  'views',
  'documents',
  'notificationRules',
  'notificationEndpoints',
  'checks',
  'dbrp',
  'notebooks',
  'annotations',
  'remotes',
  'replications',
] as const

export type ResourceType = (typeof resourceTypes)[number] | 'instance'

/** True for every type that a permission may name. */
export function isResourceType(text: string): text is ResourceType {
  return text === 'instance' || resourceTypes.some((type) => type === text)
}
