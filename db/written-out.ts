/**
 * A function that makes an object of these fields, written out as a program: the only one in this house, and made of nothing but
 * the names in our own tables and contracts. An object that is given its fields one by one is a dictionary to the machine once
 * there are more than a dozen: of 36 it takes 3.6 µs to make, 11 to copy and as long to write as JSON; so, 0.2, 1 and 0.6.
 *
 * @param program of one field, in terms of `source` and `given`
 */
export function writtenOut<S>(
  names: readonly string[],
  program: (name: string, n: number) => string,
  given: readonly unknown[],
): (source: S) => Record<string, unknown> {
  const fields = names
    .map((name) => JSON.stringify(name))
    .map((name, n) => `${name}: ${program(name, n)}`)
    .join(', ')
  return new Function('given', `return (source) => ({ ${fields} })`)(given)
}
