/** A writer that keeps its file open may close it between two parts of a training, and begins the next one within this, milliseconds. */
export const reopenMs = 60_000;
