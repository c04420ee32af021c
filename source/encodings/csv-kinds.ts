/** What a cell of a table holds. */
export const cellKinds = {empty: 0, number: 1, text: 2, quoted: 3} as const;
