/** Minutes east of UTC at a moment, on this machine. */
export const localZone = (atMs: number): number => -new Date(atMs).getTimezoneOffset();
