const pattern = /^(?!.+__)(?!_)[\da-z_]+(?<!_)\.(?!_)[\da-z_]+(?<!_)$/

/** Home Assistant's own rule: lower case, digits allowed in the domain, no double or outer underscore, at most 255 characters. */
export function isEntityId(text: string): boolean {
  if (text.length > 255 || !pattern.test(text)) return false
  return text.indexOf('.') <= 64
}

/** The domain of a valid entity id: what stands before the point. */
export function domainOf(entityId: string): string {
  return entityId.slice(0, entityId.indexOf('.'))
}
