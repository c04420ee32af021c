/**
 * Something that a check found. `error`: a file or a record is not what it should be, or two of them say the opposite. `warning`: it may well be meant
 * so, and a person should know.
 */
export interface Finding {
	severity: 'error' | 'warning';
	/** What was checked: files can be read, records are whole, counts agree, steps go on, statuses agree, inputs are what they were. */
	kind: 'file' | 'record' | 'count' | 'steps' | 'status' | 'input';
	/** Absolute; null where no single file is to blame. */
	file: string | null;
	message: string;
}

/** A finding about the run as a whole. */
export function note(severity: Finding['severity'], kind: Finding['kind'], message: string): Finding {
	return {severity, kind, file: null, message};
}

/** `loss`, `loss and acc`, `loss, acc and 3 more`. */
export function listNames(names: readonly string[]): string {
	if (names.length < 2) return names.join('');
	if (names.length === 2) return names.join(' and ');
	return `${names[0]}, ${names[1]} and ${names.length - 2} more`;
}
