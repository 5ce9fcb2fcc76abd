/** A random key for a rendering. `crypto.randomUUID` is missing on a plain-http address in the house. */
export function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('')
}
