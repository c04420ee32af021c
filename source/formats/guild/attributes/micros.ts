/** Guild and Gage, which keep times in microseconds, are younger; a smaller number of them is one that was cut. */
export const earliestMicros = Date.UTC(2000) * 1000;
