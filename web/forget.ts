/** Takes away what this device keeps of whoever was here. */
export function forgetAll() {
  try {
    sessionStorage.clear()
  } catch {
    // Where storage is forbidden nothing was kept.
  }
}
