const batchSize = 1000

/** A thousand at a time: an engine takes only so many values in one statement. */
export const inBatches = <T>(all: T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / batchSize) }, (_, n) =>
    all.slice(n * batchSize, (n + 1) * batchSize),
  )
