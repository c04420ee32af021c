/** What is said of zero bytes, which a crash or a full disk leaves in the place of what was written. Each goes on from the number of the line. */

/** Of a line that they stand in front of; `bytes` of them, where that is known. */
export const zerosBefore = (bytes?: number): string =>
	`begins with ${bytes === undefined ? '' : `${bytes} `}zero bytes: what was written there is lost`;

/** Of a line that they make of the halves of two. */
export const zerosWithin = 'holds zero bytes: what was written there is lost, and it was left out';
