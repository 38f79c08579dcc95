/** A Flux string literal; `${` would start an interpolation. */
export function fluxString(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('${', '\\${').replaceAll('\n', '\\n')}"`
}
