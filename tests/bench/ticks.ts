/** Milliseconds on the machine's own clock: the same moment in every process, and never set back. */
export const ticks = () => Number(process.hrtime.bigint()) / 1e6
