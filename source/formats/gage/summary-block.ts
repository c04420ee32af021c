import type {JsonObject} from '../../core/run.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import type {Aside} from '../guild/output/output-scanner.ts';
import {objectOf} from '../values.ts';

const head = '--- summary ---';
const foot = '---';
const mostCharacters = 1024 * 1024;
const parts = new Set(['metrics', 'attributes', 'run']);

/**
 * The summary that an operation prints: JSON between `--- summary ---` and `---`, or as all that it prints (gage/_internal/run_util.py). Git HEAD's
 * Gage takes it over at the end of a run, its release never does. None of its values is one of a series.
 */
export class SummaryBlock implements Aside {
	/** The last that was whole; null where none was. */
	summary: JsonObject | null = null;
	readonly returned: string[] = [];
	private kind: 'none' | 'marked' | 'all' = 'none';
	private text = '';
	private lines: string[] = [];
	private isFirst = true;

	take(line: string): boolean {
		if (this.kind === 'none' && !this.begins(line)) return false;
		this.lines.push(line);
		const isHead = this.kind === 'marked' && this.lines.length === 1;
		this.text += `${isHead ? line.slice(line.indexOf(head) + head.length) : line}\n`;
		if (this.text.length > mostCharacters) this.giveBack();
		else if (this.kind === 'marked') this.goOnMarked(line);
		else this.goOnAll(line);
		return true;
	}

	private begins(line: string): boolean {
		const {isFirst} = this;
		this.isFirst = false;
		if (line.includes(head)) this.kind = 'marked';
		else if (isFirst && line.startsWith('{')) this.kind = 'all';
		return this.kind !== 'none';
	}

	/** A run that was killed may not have come to the second mark, which then is missing to Gage. */
	private goOnMarked(line: string): void {
		const text = this.text.trim();
		const isClosed = text.endsWith(foot);
		const found = isClosed ? summaryIn(text.slice(0, -foot.length)) : mayEnd(line) ? summaryIn(text) : null;
		this.summary = found ?? this.summary;
		if (isClosed || found !== null) this.leave();
		else if (text !== '' && !text.startsWith('{')) this.giveBack();
	}

	/** It is all that is printed as long as nothing else comes. */
	private goOnAll(line: string): void {
		const isMore = this.summary !== null;
		this.summary = !isMore && mayEnd(line) ? summaryIn(this.text) : null;
		const mayGoOn = this.lines.length === 1 ? line === '{' : line !== '}';
		if (isMore || (this.summary === null && !mayGoOn)) this.giveBack();
	}

	/** It is none after all: its lines are as any others. */
	private giveBack(): void {
		this.returned.push(...this.lines);
		this.leave();
	}

	private leave(): void {
		this.kind = 'none';
		this.text = '';
		this.lines = [];
	}
}

/** An object ends with a bracket of its own, or it is all in one line. */
const mayEnd = (line: string): boolean => line === '}' || (line.includes('{') && line.endsWith('}'));

function summaryIn(text: string): JsonObject | null {
	const found = objectOf(parseExactJson(text));
	const names = Object.keys(found);
	const isSummary = ('metrics' in found || 'attributes' in found) && names.every(name => parts.has(name));
	return isSummary ? found : null;
}
