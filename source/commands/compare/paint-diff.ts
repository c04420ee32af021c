import chalk from 'chalk';

/** A line of a unified diff in the colours that git gives it, for a terminal; NO_COLOR is obeyed. */
export function paintDiff(line: string): string {
	if (/^(?:diff |--- |\+\+\+ |#)/.test(line)) return chalk.bold(line);
	if (line.startsWith('@@')) return chalk.cyan(line);
	if (line.startsWith('+')) return chalk.green(line);
	return line.startsWith('-') ? chalk.red(line) : line;
}
