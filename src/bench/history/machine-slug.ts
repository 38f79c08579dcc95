/** A machine class as the name of a file: `2-x-amd-epyc-linux-x64`. */
export function machineSlug(machineClass: string): string {
  const plain = machineClass
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return plain.slice(0, 120) || 'unknown'
}
