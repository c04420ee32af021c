import {type Random, seeded} from '../estimate/random.ts';

/** A series that a log has. */
export interface Truth {
	/** What it may be called. */
	names: readonly string[];
	points: [step: number, value: number][];
}

type Prefix = (second: number) => string;

const two = (count: number) => String(count).padStart(2, '0');
const clock = (second: number) => `10:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
/** What loggers put before a message. */
const prefixes: readonly Prefix[] = [
	() => '',
	() => '',
	second => `2024-03-05 ${clock(second)},123 - __main__ - INFO - `,
	second => `2024-03-05 ${clock(second)}.562 | INFO     | __main__:train:57 - `,
	() => 'INFO:root:',
	second => `I0305 ${clock(second)}.123456 140219 train.py:88] `,
	second => `[2024-03-05 ${clock(second)}] `,
];

/** Writes the log of a training and keeps what it says. */
export class LogWriter {
	readonly truth = new Map<string, Truth>();
	readonly random: Random;
	private readonly lines: string[] = [];
	private readonly prefix: Prefix;

	/** @param isPrefixed whether a logger may write it */
	constructor(seed: number, isPrefixed: boolean) {
		this.random = seeded(seed);
		this.prefix = isPrefixed ? this.pick(prefixes) : prefixes[0]!;
	}

	pick<T>(all: readonly T[]): T {
		return all[this.random.integer(0, all.length - 1)]!;
	}

	/** Writes lines as one message each. */
	put(text: string): void {
		for (const line of text.split('\n')) this.lines.push(this.prefix(7 * this.lines.length) + line);
	}

	/** Notes a value of a series at a step; gives it as it is to be written. */
	value(name: string | readonly string[], step: number, text: string): string {
		const names = typeof name === 'string' ? [name] : name;
		const series = this.truth.get(names[0]!) ?? {names, points: []};
		this.truth.set(names[0]!, series);
		series.points.push([step, Number(text)]);
		return text;
	}

	/** A loss at a part of the training, with so many decimals. */
	loss(part: number, decimals = 4): string {
		return (0.25 + 2 * Math.exp(-3 * part) + 0.1 * this.random.next()).toFixed(decimals);
	}

	accuracy(part: number, decimals = 4): string {
		return (0.3 + 0.6 * (1 - Math.exp(-3 * part)) + 0.05 * this.random.next()).toFixed(decimals);
	}

	get text(): string {
		return `${this.lines.join('\n')}\n`;
	}
}

/** One way to write a log. */
export interface Kind {
	name: string;
	isPrefixed: boolean;
	write(log: LogWriter): void;
}
