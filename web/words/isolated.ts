const [firstStrong, pop] = [0x2068, 0x2069].map((code) => String.fromCodePoint(code))

/** A name for the middle of a sentence: in another script it leaves the words around it where they are. */
export const isolated = (text: string) => `${firstStrong}${text}${pop}`
