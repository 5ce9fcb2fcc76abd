/** What a street names before anybody is asked to a door, as its founder may say it when they start it. */
export const council = [
  { id: 'council-adults', number: '0191 498 0100' },
  { id: 'council-children', number: '0191 498 0101' },
]
export const safely = { lead: true, helplines: council }
/** Nobody has thought of it yet. */
export const unsafely = { lead: undefined, helplines: undefined }
