import {type FileAccess, stateText} from '../../../core/files/files.ts';
import type {Json, JsonObject, Problem} from '../../../core/run.ts';
import {countZeros, decodeFile} from '../../../encodings/text/text.ts';
import {readFlatYaml} from '../../../encodings/yaml/flat-yaml.ts';
import {faultOfShape, remedyOf} from './attribute-shapes.ts';
import {cutEntryAt} from './cut-text.ts';
import {remembering} from './remembering.ts';

const mostBytes = 4 * 1024 * 1024;

/** Most attributes say the same in hundreds of runs (host, user, command, exit status), and are understood once. Nobody changes a value. */
const understand = remembering(text => readFlatYaml(text, 'PyYAML'), {most: 512, longest: 512});

/** What is wrong with a file, and how that is told to people. */
interface Fault {
	kind: 'empty' | 'damaged';
	message: string;
}

interface Held {
	/** Size, time and inode; null where it was read before anyone asked for them, which saves most of the cost of a long list. */
	signature: string | null;
	value: Json | undefined;
	fault: Fault | null;
}

/**
 * Attributes of one run: a YAML document in a file each, rewritten in place. What did not change is not read again, and one that is found
 * cut keeps what it said before.
 */
export class Attributes {
	private readonly held = new Map<string, Held>();

	constructor(
		private readonly files: FileAccess,
		/** Absolute path of the directory. */
		readonly directory: string,
	) {}

	/**
	 * Reads attributes for the first time, of which it is known that they are there.
	 * @param rewritten those that change without any entry coming or going in a directory
	 */
	load(names: readonly string[], rewritten: readonly string[]): void {
		for (const name of names) {
			const isTold = !rewritten.includes(name);
			const held = this.read(name, null, undefined, isTold);
			// What was cut may be whole later, which no directory tells.
			if (isTold && held.fault !== null) this.files.stat(`${this.directory}/${name}`);
			this.held.set(name, held);
		}
	}

	/** Reads those of the given names that are there and changed since the last time. True where any did. */
	refresh(names: readonly string[]): boolean {
		let changed = false;
		for (const name of names) {
			const stat = this.files.stat(`${this.directory}/${name}`);
			const signature = stateText(stat);
			const known = this.held.get(name);
			if (known === undefined ? signature === '' : known.signature === signature) continue;
			changed = true;
			if (stat === null) this.held.delete(name);
			else this.held.set(name, this.read(name, signature, known));
		}
		return changed;
	}

	get problems(): Problem[] {
		const problems: Problem[] = [];
		this.held.forEach(({fault}, name) => {
			if (fault !== null) problems.push({file: `${this.directory}/${name}`, message: `${fault.message}; ${remedyOf(name)}`});
		});
		return problems;
	}

	/** How an attribute is that says nothing. */
	faultOf(name: string): 'missing' | 'empty' | 'damaged' {
		const held = this.held.get(name);
		if (held === undefined) return 'missing';
		return held.fault?.kind ?? 'empty';
	}

	/** True of one that is not there, or cannot be read, or not all of it. */
	isLost(name: string): boolean {
		const held = this.held.get(name);
		return held === undefined || held.fault !== null;
	}

	get(name: string): Json | undefined {
		return this.held.get(name)?.value;
	}

	text(name: string): string | null {
		const value = this.get(name);
		if (typeof value === 'string') return value === '' ? null : value;
		return typeof value === 'number' ? String(value) : null;
	}

	number(name: string): number | null {
		const value = this.get(name);
		return typeof value === 'number' && Number.isFinite(value) ? value : null;
	}

	list(name: string): Json[] {
		const value = this.get(name);
		return Array.isArray(value) ? value : [];
	}

	map(name: string): JsonObject {
		const value = this.get(name);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
	}

	/** A time that is kept in microseconds, in milliseconds. */
	time(name: string): number | null {
		const value = this.number(name);
		return value === null ? null : value / 1000;
	}

	private read(name: string, signature: string | null, before: Held | undefined, isTold = false): Held {
		const path = `${this.directory}/${name}`;
		const bytes = isTold ? this.files.readTold(path, mostBytes) : this.files.readListed(path, mostBytes);
		const kept = before?.value;
		const damaged = (message: string, value = kept): Held => ({signature, value, fault: {kind: 'damaged', message}});
		if (bytes === null) return damaged(`Cannot be read, or is larger than ${mostBytes / 1024 / 1024} MiB`);
		if (bytes.length === 0)
			return {signature, value: kept, fault: {kind: 'empty', message: 'Is empty: it is being written, or it is damaged'}};
		const text = decodeFile(bytes);
		const last = text.lastIndexOf('\n') + 1;
		// Guild writes null as such, and ends each file with a line feed, which people who write one may leave out.
		if ((name === 'flags' && text.endsWith(':')) || (name === 'tags' && text.slice(last) === '-'))
			return damaged(`Was cut: it ends within "${text.slice(last).slice(0, 60)}"`, understand(text.slice(0, last)).value ?? kept);
		const {value, error} = understand(text);
		const cutAt = error !== null || last < text.length ? cutEntryAt(text) : null;
		if (cutAt !== null) {
			const before = cutAt === 0 ? undefined : understand(text.slice(0, cutAt)).value;
			return damaged(
				`Was cut within a text, which is left out: ${JSON.stringify(text.slice(cutAt).slice(0, 60))}`,
				before ?? kept,
			);
		}
		// Half a number reads like a whole one: without its line feed the last line of flags counts for nothing.
		if (name === 'flags' && last < text.length && countZeros(bytes) === 0)
			return damaged(`Was cut: it ends within "${text.slice(last).slice(0, 60)}"`, understand(text.slice(0, last)).value ?? kept);
		if (error !== null) return damaged(`No sound YAML: ${error}`, value ?? kept);
		const odd = value === undefined ? null : faultOfShape(name, value);
		if (odd !== null) return damaged(odd);
		const zeros = countZeros(bytes);
		if (zeros > 0) return damaged(`Ends in ${zeros} zero bytes, as a power cut leaves a file`, value ?? kept);
		return {signature, value: value ?? kept, fault: null};
	}
}
