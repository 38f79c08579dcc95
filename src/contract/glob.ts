/** A test for ids: `*` stands for any text, `/` included; all else for itself. */
export function globMatcher(glob: string): (id: string) => boolean {
  const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
  const expression = new RegExp(`^${glob.split('*').map(literal).join('.*')}$`, 's')
  return (id) => expression.test(id)
}
