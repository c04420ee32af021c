/** True for the digits of an integer beyond 2^53, of which a number would lose the last ones. Without blanks around them. */
export const isLongInteger = (text: string): boolean => /^[-+]?\d+$/.test(text) && !Number.isSafeInteger(Number(text));
