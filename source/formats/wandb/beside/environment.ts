import type {GitState, Json, JsonObject} from '../../../core/run.ts';
import {parseTolerantJson} from '../../../encodings/json/tolerant-json.ts';
import {bytesType, varintType, type WireReader} from '../../../encodings/records/protobuf.ts';
import {momentOfText} from '../../../encodings/text/moments.ts';
import {decodeFile} from '../../../encodings/text/text.ts';
import {isObject} from '../../values.ts';
import {readTexts} from '../log/messages.ts';
import {readGit} from '../log/run-record.ts';

/** Where and how the run was started, whichever way this version of wandb wrote it. Unknown is '' or 0. */
export interface Environment {
	/** Null where it is in the run record. */
	startedAtMs: number | null;
	os: string;
	python: string;
	program: string;
	/** The program's path from where it was started; '' where it does not lie below that, or the version of wandb does not say. */
	programBelow: string;
	args: string[];
	executable: string;
	/** What `wandb/` is in: where the program was started, unless `WANDB_DIR` said otherwise. Before 0.16 the top of the repository. */
	root: string;
	host: string;
	user: string;
	cpuCount: number;
	gpu: string;
	gpuCount: number;
	git: {remote: string | null; commit: string | null} | null;
}

const textFields = new Set([1, 2, 5, 6, 8, 11, 12, 13, 14, 18]);

/** Reads an EnvironmentRecord over what earlier ones said: it comes in parts. */
export function readEnvironment(wire: WireReader, end: number, before: Environment | null): Environment {
	let cpuCount = 0;
	let gpuCount = 0;
	let git: Environment['git'] = null;
	const texts = readTexts(wire, end, textFields, limit => {
		const {field, type} = wire;
		if (field === 9 && type === bytesType) git = readGit(wire, wire.length(limit));
		else if (field === 16 && type === varintType) cpuCount = wire.varint(limit);
		else if (field === 19 && type === varintType) gpuCount = wire.varint(limit);
		else wire.skip(limit);
	});
	const text = (field: number, known: string | undefined) => texts.get(field)?.at(-1) || known || '';
	return {
		startedAtMs: null,
		os: text(1, before?.os),
		python: text(2, before?.python),
		program: text(6, before?.program),
		programBelow: text(8, before?.programBelow),
		args: texts.get(5) ?? before?.args ?? [],
		executable: text(14, before?.executable),
		root: text(11, before?.root),
		host: text(12, before?.host),
		user: text(13, before?.user),
		gpu: text(18, before?.gpu),
		cpuCount: cpuCount || (before?.cpuCount ?? 0),
		gpuCount: gpuCount || (before?.gpuCount ?? 0),
		git: git ?? before?.git ?? null,
	};
}

/** Old versions write UTC without saying so. */
export function utcOf(text: string): number | null {
	const ms = momentOfText(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
	return Number.isNaN(ms) ? null : ms;
}

const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '');
const countOf = (value: Json | undefined) => (typeof value === 'number' ? value : 0);

/** Reads `files/wandb-metadata.json`, where versions before 0.19 put it; null where it is no such file. */
export function readMetadataFile(bytes: Uint8Array): Environment | null {
	const json = parseTolerantJson(decodeFile(bytes));
	return isObject(json) ? environmentOf(json) : null;
}

/** What such a file says. */
export function environmentOf(json: JsonObject): Environment {
	const git = json.git !== null && typeof json.git === 'object' && !Array.isArray(json.git) ? json.git : null;
	return {
		startedAtMs: utcOf(textOf(json.startedAt)),
		os: textOf(json.os),
		python: textOf(json.python),
		program: textOf(json.program),
		programBelow: textOf(json.codePathLocal),
		args: Array.isArray(json.args) ? json.args.map(arg => (typeof arg === 'string' ? arg : JSON.stringify(arg))) : [],
		executable: textOf(json.executable),
		root: textOf(json.root),
		host: textOf(json.host),
		user: textOf(json.username),
		gpu: textOf(json.gpu),
		cpuCount: countOf(json.cpu_count),
		gpuCount: countOf(json.gpu_count),
		git: git === null ? null : {remote: textOf(git.remote) || null, commit: textOf(git.commit) || null},
	};
}

export function gitOf(git: Environment['git']): GitState | null {
	if (git === null || (git.commit === null && git.remote === null)) return null;
	return {commit: git.commit, branch: null, dirty: null, remote: git.remote};
}

/** The machine in words, for those who look closer. */
export function machineOf({os, cpuCount, gpu, gpuCount}: Environment): JsonObject {
	const machine: JsonObject = {};
	if (os !== '') machine.os = os;
	if (cpuCount > 0) machine['CPU cores'] = cpuCount;
	if (gpu !== '') machine.GPU = gpuCount > 1 ? `${gpuCount} × ${gpu}` : gpu;
	return machine;
}
