/** True when two scripts differ in line ends, indentation and blank lines at most. */
export function sameFlux(a: string, b: string): boolean {
  return plain(a) === plain(b)
}

function plain(flux: string): string {
  return flux
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}
