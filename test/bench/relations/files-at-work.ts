import {existsSync, mkdirSync, readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {field, float, int} from '../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import type {Followed} from '../../engine/live/followed.ts';
import {scalar} from '../../formats/tfevents/events.ts';

/** Whole numbers below a bound. */
type Random = (below: number) => number;

const startS = 1_760_000_000;
const directories = ['a', 'b', 'a/sub', 'c', 'c/one', 'c/two'];

/** A record of VisualDL's: a message behind its length. */
function vdlRecord(step: number, loss: number): Buffer {
	const record = field(1, int(1, step), field(2, 'vdloss'), int(3, (startS + step) * 1000), float(4, loss));
	const length = Buffer.alloc(8);
	length.writeUInt32LE(record.length);
	return Buffer.concat([length, record]);
}

/** Content of `rows` rows from one on, as a file of that name has it. */
function contentOf(name: string, from: number, rows: number): string | Uint8Array {
	const each = (write: (step: number) => string) => Array.from({length: rows}, (_, i) => write(from + i)).join('');
	const loss = (step: number) => `0.${(step * 7919) % 97}1`;
	if (name.endsWith('.csv')) return `${from === 0 ? 'step,loss\n' : ''}${each(step => `${step},${loss(step)}\n`)}`;
	if (name.endsWith('.tsv')) {
		const head = from === 0 ? 'commit\tscore\tstatus\tdescription\n' : '';
		return `${head}${each(step => `${(0xabc0000 + step).toString(16)}\t${loss(step)}\tkeep\ttried ${step}\n`)}`;
	}
	if (name.startsWith('vdlrecords'))
		return Buffer.concat(Array.from({length: rows}, (_, i) => vdlRecord(from + i, Number(loss(from + i)))));
	if (name.startsWith('autoresearch'))
		return each(step => `{"run": ${step}, "metric": ${loss(step)}, "status": "keep", "description": "tried ${step}"}\n`);
	if (name.endsWith('.jsonl')) return each(step => `{"step": ${step}, "acc": ${loss(step)}}\n`);
	if (name.endsWith('.log')) return each(step => `epoch ${step + 1}/50 train_loss: ${loss(step)}\n`);
	if (name.includes('tfevents'))
		return tfrecords(
			...Array.from({length: rows}, (_, i) => scalar(startS + from + i, from + i, 'tbloss', Number(loss(from + i)))),
		);
	if (name === 'trainer_state.json')
		return JSON.stringify({global_step: rows, max_steps: 100, log_history: [{step: rows, loss: Number(loss(rows))}]});
	if (name === 'xtui-run.json') return JSON.stringify({xtui: 1, id: null, config: {native: rows}, started_at: startS});
	if (name.endsWith('.json')) return JSON.stringify({json: rows, seed: from});
	return `lr: ${rows}\nseed: ${from}\n`;
}

const names = [
	'a.csv',
	'b.csv',
	'metrics.csv',
	'train.csv',
	'a.jsonl',
	'b.jsonl',
	'metrics.jsonl',
	'a.log',
	'b.log',
	'train.log',
	'events.out.tfevents.1760000001.node1.4711.0',
	'events.out.tfevents.1760000002.node2.4712.0',
	'results.tsv',
	'autoresearch.jsonl',
	'vdlrecords.1760000001.log',
	'config.yaml',
	'args.json',
	'params.json',
	'.hydra/config.yaml',
	'xtui-run.json',
	'trainer_state.json',
	'hparams.yaml',
];

/** Does at random to the files of a tree what programs and people do. */
export class FilesAtWork {
	constructor(
		private readonly tree: Followed,
		private readonly random: Random,
	) {}

	/** Does something, and says what. */
	act(): string {
		const acts = [
			() => this.write(),
			() => this.write(),
			() => this.append(),
			() => this.append(),
			() => this.startAgain(),
			() => this.remove(),
			() => this.remove(),
			() => this.rename(),
			() => this.renameDirectory(),
			() => this.removeDirectory(),
			() => this.replaceDirectory(),
		];
		return this.pick(acts)();
	}

	write(): string {
		const name = path.join(this.pick(directories), this.pick(names));
		if (!this.isFree(name)) return 'nothing';
		const rows = 2 + this.random(4);
		this.tree.write(name, contentOf(path.basename(name), 0, rows));
		return `write ${name}, ${rows} rows`;
	}

	private append(): string {
		return this.appendFrom(5 + this.random(20), /\.(?:csv|jsonl|tsv|log)$|tfevents/);
	}

	/** A program that is started again writes on into its tables and logs. */
	private startAgain(): string {
		return this.appendFrom(0, /\.(?:csv|jsonl|log)$/);
	}

	private appendFrom(from: number, isGrowing: RegExp): string {
		const name = this.pick(this.files().filter(file => isGrowing.test(file)));
		if (name === undefined) return 'nothing';
		this.tree.append(name, contentOf(path.basename(name), from, 2));
		return `append ${name} from ${from}`;
	}

	private remove(): string {
		const name = this.pick(this.files());
		if (name === undefined) return 'nothing';
		// Of a job of Hydra nobody takes away one file alone.
		const removed = name.endsWith('.hydra/config.yaml') ? path.dirname(name) : name;
		this.tree.remove(removed);
		return `remove ${removed}`;
	}

	private rename(): string {
		const from = this.pick(this.files().filter(file => !file.includes('.hydra/')));
		if (from === undefined) return 'nothing';
		// What is called so by a tracker holds what that writes.
		const trackerOf = (name: string) => /^(?:vdlrecords|autoresearch)/.exec(path.basename(name))?.[0];
		const alike = names.filter(name => path.extname(name) === path.extname(from) && trackerOf(name) === trackerOf(from));
		const to = path.join(this.pick([path.dirname(from), this.pick(directories)]), this.pick(alike) ?? path.basename(from));
		if (to === from || to.startsWith(`${from}/`) || !this.isFree(to)) return 'nothing';
		mkdirSync(path.join(this.tree.root, path.dirname(to)), {recursive: true});
		this.tree.move(from, to);
		return `rename ${from} to ${to}`;
	}

	private renameDirectory(): string {
		const [from, to] = [this.pick(directories), this.pick([...directories, 'd', 'a/other'])];
		const isWhole = this.isDirectory(from) && !existsSync(path.join(this.tree.root, to)) && !to.startsWith(`${from}/`);
		if (!isWhole || !this.isDirectory(path.dirname(to))) return 'nothing';
		this.tree.move(from, to);
		return `rename directory ${from} to ${to}`;
	}

	private removeDirectory(): string {
		const name = this.pick(directories);
		if (!this.isDirectory(name)) return 'nothing';
		this.tree.remove(name);
		return `remove directory ${name}`;
	}

	private replaceDirectory(): string {
		const name = this.pick(directories);
		if (!this.isDirectory(name)) return 'nothing';
		this.tree.remove(name);
		if (this.random(2) === 0) {
			this.tree.write(name, 'x\n');
			return `replace ${name} by a file`;
		}
		const file = path.join(name, this.pick(names));
		this.tree.write(file, contentOf(path.basename(file), 0, 3));
		return `replace ${name} by one with ${file}`;
	}

	private pick<Item>(from: readonly Item[]): Item {
		return from[this.random(from.length)]!;
	}

	private isDirectory(name: string): boolean {
		return statOf(path.join(this.tree.root, name)) === 'directory';
	}

	/** True where all above can be directories; a file in the place of one is taken away now and then. */
	private isFree(name: string): boolean {
		for (let at = path.dirname(name); at !== '.'; at = path.dirname(at)) {
			if (statOf(path.join(this.tree.root, at)) !== 'file') continue;
			if (this.random(2) === 0) return false;
			this.tree.remove(at);
		}
		return statOf(path.join(this.tree.root, name)) !== 'directory';
	}

	private files(): string[] {
		const all = readdirSync(this.tree.root, {recursive: true, withFileTypes: true});
		return all
			.filter(entry => entry.isFile())
			.map(entry => path.relative(this.tree.root, path.join(entry.parentPath, entry.name)))
			.sort();
	}
}

function statOf(file: string): 'file' | 'directory' | null {
	try {
		return statSync(file).isFile() ? 'file' : 'directory';
	} catch {
		return null;
	}
}
