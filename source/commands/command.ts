/** What is known of the terminal from its environment, before it was asked anything. */
export interface TerminalAbilities {
	env: Readonly<Record<string, string | undefined>>;
	/** 1 for none, 16, 256, 16,777,216. */
	colors: number;
	unicode: boolean;
	braille: boolean;
	/** Null where only the terminal itself could say. */
	dark: boolean | null;
	isTerminal: boolean;
	cols: number;
	rows: number;
}

/** What a command is given: the words after its name, its flags, and where to write. */
export interface CommandInput {
	words: string[];
	flags: Record<string, string | number | boolean | string[] | undefined>;
	/** The program to start and its arguments, as they were typed; for verbs that start one. */
	program?: string[];
	/** Writes one line (a line feed is added) to standard output, without what a terminal would obey. */
	print(line: string): void;
	/** Writes one line as it is: for colours, and for programs that take each byte of it. */
	printExactly(line: string): void;
	/** Writes one diagnostic line to standard error, without what a terminal would obey. */
	warn(line: string): void;
	/** True where standard output is a terminal. */
	isTerminal: boolean;
	/** Width of that terminal in cells. */
	cols: number;
	/** Only xtui doctor asks. */
	abilities?(): TerminalAbilities;
}

/** The values of a flag that may be given several times. */
export const textsOf = (flag: CommandInput['flags'][string]): string[] =>
	Array.isArray(flag) ? flag : typeof flag === 'string' ? [flag] : [];

/** 0 done, 1 failed, 2 bad usage or bad query, 3 time-out, 4 a watched run failed. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4;

export interface FlagSpec {
	name: string;
	kind: 'boolean' | 'string' | 'number';
	/** Placeholder of the value in the help: "N". */
	value?: string;
	repeated?: boolean;
	/** One letter that stands for it behind a single dash. */
	short?: string;
	about: string;
}

/** A verb of the command line. Loaded only when it is called. */
export interface CommandSpec {
	name: string;
	usage: string;
	about: string;
	flags: FlagSpec[];
	/** True where it says the same whatever words stand behind it: there are none to give. */
	takesNoWords?: boolean;
	/** True where what follows `--` is a program to start, which is not looked at for flags. */
	startsProgram?: boolean;
	/** `all` are the commands there are, for those that tell about them. The status is an `ExitStatus`, or that of a program that was started. */
	load(): Promise<(input: CommandInput, all: readonly CommandSpec[]) => Promise<number>>;
}
