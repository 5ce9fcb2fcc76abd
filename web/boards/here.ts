/** About a hundred metres: near enough to find a street, too far to find a door. */
const rounded = (degrees: number) => Math.round(degrees * 1000) / 1000

export const canLocate = () => typeof navigator !== 'undefined' && 'geolocation' in navigator

/** Where somebody is now, if they let the browser say so. @throws when it does not */
export function whereIAm(): Promise<{ lat: number; lng: number }> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: rounded(coords.latitude), lng: rounded(coords.longitude) }),
      reject,
      { timeout: 15_000, maximumAge: 300_000 },
    )
  })
}
