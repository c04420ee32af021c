import {readdirSync} from 'node:fs';
import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import {look} from '../../io/look.ts';
import {findFlags} from '../flags.ts';

/** Flags by which programs are told where to go on from. */
const resumeFlag =
	/^(?:resume|resume_from(?:_checkpoint)?|from_checkpoint|ckpt|ckpt_path|checkpoint|checkpoint_path|load|load_from|load_checkpoint|init_from|restore|restore_from)$/i;
/** Flags by which they are told where to put what they make. */
const outputFlag = /^(?:output_dir|out_dir|save_dir|log_dir|logdir|work_dir|checkpoint_dir|ckpt_dir|exp_dir)$/i;
const checkpointFile = /\.(?:ckpt|pt|pth|cp|safetensors|keras|h5)$/i;
const checkpointDirectory = /^checkpoint[-_]\d+$/i;
const deepest = 4;
const mostEntries = 5000;

export interface Checkpoint {
	/** Name of the flag of the command that takes it. */
	flag: string;
	/** Absolute. */
	path: string;
}

const plain = (name: string) => name.replaceAll('-', '_').replace(/^.*\./, '');

/**
 * The newest checkpoint of a run, where its command has a flag that takes one; null where either is missing. Where other runs lie in its directory, what is
 * deeper in there than its own files is theirs.
 */
export function checkpointOf({path: run, holdsOthers}: Target, argv: readonly string[], cwd: string): Checkpoint | null {
	const flags = findFlags(argv);
	const flag = flags.find(({name, value}) => value !== null && resumeFlag.test(plain(name)));
	if (flag === undefined) return null;
	const outputs = flags.flatMap(({name, value}) =>
		value !== null && outputFlag.test(plain(name)) ? [path.resolve(cwd, value)] : [],
	);
	const newest = newestBelow(outputs, {directory: run, depth: holdsOthers ? 0 : deepest});
	return newest === null ? null : {flag: flag.name, path: newest};
}

function newestBelow(outputs: readonly string[], own: {directory: string; depth: number}): string | null {
	let newest: {at: string; modifiedAtMs: number} | null = null;
	let looked = 0;
	const visit = (directory: string, left: number) => {
		let entries: string[];
		try {
			entries = readdirSync(directory);
		} catch {
			return;
		}
		for (const name of entries) {
			if (++looked > mostEntries) return;
			const at = path.join(directory, name);
			const stat = look(at);
			if (stat === null) continue;
			const isOne = stat.isDirectory() ? checkpointDirectory.test(name) : checkpointFile.test(name);
			if (isOne && (newest === null || stat.mtimeMs > newest.modifiedAtMs)) newest = {at, modifiedAtMs: stat.mtimeMs};
			if (stat.isDirectory() && !isOne && left > 0) visit(at, left - 1);
		}
	};
	visit(own.directory, own.depth);
	for (const directory of outputs) visit(directory, deepest);
	return (newest as {at: string} | null)?.at ?? null;
}
