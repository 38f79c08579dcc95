/** A caller's function whose errors are its own. */
export function quiet<Arguments extends unknown[]>(run: (...given: Arguments) => void): (...given: Arguments) => void {
  return (...given) => {
    try {
      run(...given)
    } catch {
      // Nobody is there to hear it: what became of the points does not depend on it.
    }
  }
}
