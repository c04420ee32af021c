/**
 * Stands for a time in milliseconds that nobody knows yet: 0, as a number that is no small integer. A field that begins as one of these has V8 make
 * each object of its class anew, once the first of them gets a time.
 */
export const noMoment = -0;
