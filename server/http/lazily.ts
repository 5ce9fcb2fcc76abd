/** Made when it is first asked for, and then kept: what takes a while to make is not for the start. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
