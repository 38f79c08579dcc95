/** The Bessel function of the first kind for a whole order, by Bessel's integral. */
export function besselJ(order: number, x: number): number {
  if (Number.isNaN(x)) return x
  if (!Number.isFinite(x)) return 0
  // The integrand is periodic: the trapezoidal rule converges faster than any power of the steps.
  const steps = 64 + 2 * Math.ceil(Math.abs(x) + Math.abs(order))
  let sum = 0
  for (let i = 0; i < steps; i++) {
    const t = (2 * Math.PI * i) / steps
    sum += Math.cos(order * t - x * Math.sin(t))
  }
  return sum / steps
}
