/** A number, with what its digits alone do not say. */
export interface NumberToken {
	kind: 'number';
	value: number;
	/** What stands right behind the digits. */
	unit: string;
	isWhole: boolean;
	/** The digits with those that a comma joins to them where that parts no thousands, "0,15" or "1,2,3"; null for all other numbers. */
	joined: string | null;
	/** True for digits whose only comma may part thousands, and decimals too: "1,234". */
	isGrouped: boolean;
}

/** Words, numbers and marks of a log line. */
export type Token =
	| {kind: 'word'; text: string}
	| NumberToken
	/** n/m; scaled where it is one of thousands, "1k/20k", as sizes are written too. */
	| {kind: 'fraction'; value: number; total: number; isScaled: boolean}
	/** Something with digits that is no number: a version, date, address, clock, range, hash. */
	| {kind: 'odd'; text: string}
	| {kind: 'mark'; text: string};

/** A token and where it ends. */
export interface Found {
	token: Token;
	/** Index behind it. */
	end: number;
}
