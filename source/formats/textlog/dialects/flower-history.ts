import {numberOfOutput} from '../line/output-number.ts';
import type {PlacedValue} from '../line-result.ts';

/** "History (metrics, distributed, fit):"; up to 1.8 it stands right behind what the part before it came to. */
const part = /History \((?:loss|metrics), (\w+)(?:, (\w+))?\):\s*/;
const parts = new RegExp(part.source, 'g');
/** As it is, and as the text that it is: "'\tround 1: 1.95\n\tround 2: 1.55\n'". */
const ofLoss = /(?:\\t|\b)round (\d+): ([^\s\\'"]+)/g;
const isOfLoss = /^[\s('"]*(?:\\t)?\s*round \d+: /;
/** Up to 1.7: "app_fit: metrics_distributed_fit {'loss': [(1, 0.5)]}" */
const inLine = /(?:^|\| )app_fit: (?:losses|metrics)_(centralized|distributed)(_fit)? ([[{].*)$/;
const list = /'([^']+)': \[([^\]]*)\]/g;
const pair = /\((\d+), ([^(),\s]+)\)/g;
/** Where the results of the rounds are told once more, each of them having been logged in its round. */
const again = /^(?:Final results:|\s*(?:Aggregated ClientApp|ServerApp)-side \w+ Metrics:)/;
const mostText = 1_000_000;

/**
 * Reads the history of all rounds that a server of Flower logs at its end (`flwr/server/history.py`). What the server itself came to was logged in
 * each round; what the clients came to stands only here.
 */
export class FlowerHistory {
	/** What the values of this part are called by; null in one that is read over, and outside of all. */
	private prefix: string | null = null;
	private isOpen = false;
	private text = '';

	/** Takes any line, which may begin the history. */
	takeHead(text: string): void {
		if (!/History|\[SUMMARY\]|Final results:/.test(text)) return;
		const found = part.exec(text);
		if (found !== null && text.slice(0, found.index).trim() === '') this.begin(found);
		else if (again.test(text) || text.trim() === '[SUMMARY]') this.begin(null);
	}

	private begin(found: RegExpExecArray | null): void {
		this.isOpen = true;
		this.text = '';
		this.prefix = found === null ? null : prefixOf(found[1]!, found[2] === 'fit');
	}

	/** Takes that rounds go on. */
	close(): void {
		this.isOpen = false;
		this.prefix = null;
	}

	/** The values that a line says, or the last line of several; null where it is none of the history. */
	take(text: string): PlacedValue[] | null {
		const line = inLine.exec(text);
		if (line !== null) return pointsOf(line[3]!, prefixOf(line[1]!, line[2] !== undefined));
		if (!this.isOpen) return null;
		if (!text.includes('History (')) return this.takePart(text);
		const points: PlacedValue[] = [];
		let from = 0;
		for (const found of text.matchAll(parts)) {
			points.push(...(this.takePart(text.slice(from, found.index)) ?? []));
			this.begin(found);
			from = found.index + found[0].length;
		}
		points.push(...(this.takePart(text.slice(from)) ?? []));
		return points;
	}

	private takePart(text: string): PlacedValue[] | null {
		if (isOfLoss.test(text)) {
			const {prefix} = this;
			if (prefix === null) return [];
			return Array.from(text.matchAll(ofLoss), ([, round, value]) => pointOf(round!, value!, `${prefix}loss`)).flat();
		}
		if (!/^\s|^$|^[{}[\]()']|^(?:Run finished|Final results:)/.test(text)) {
			this.close();
			return null;
		}
		if (this.prefix === null || text.trim() === '' || this.text.length > mostText) return [];
		this.text += ` ${text.trim()}`;
		if (!text.trimEnd().endsWith('}')) return [];
		const points = pointsOf(this.text, this.prefix);
		this.text = '';
		return points;
	}
}

/** What the values of a part are called by; null for that of the server, which was logged before. */
const prefixOf = (side: string, isOfFit: boolean): string | null =>
	side === 'centralized' ? null : isOfFit ? 'distributed fit ' : 'distributed ';

function pointsOf(text: string, prefix: string | null): PlacedValue[] {
	if (prefix === null) return [];
	if (text.startsWith('[')) return inList(text, `${prefix}loss`);
	return Array.from(text.matchAll(list), ([, name, values]) => inList(values!, prefix + name)).flat();
}

const inList = (text: string, name: string): PlacedValue[] =>
	Array.from(text.matchAll(pair), ([, step, value]) => pointOf(step!, value!, name)).flat();

function pointOf(step: string, text: string, name: string): PlacedValue[] {
	const value = numberOfOutput(text);
	return value === null ? [] : [{step: Number(step), name, value}];
}
