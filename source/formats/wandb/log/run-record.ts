import type {JsonObject} from '../../../core/run.ts';
import {bytesType, varintType, type WireReader} from '../../../encodings/records/protobuf.ts';
import {applyConfig} from './config.ts';
import {readTexts, readTimestamp} from './messages.ts';

/** RunRecord: written at the start, and again whenever name, tags or notes change. The config stays that of the start. */
export interface RunRecord {
	id: string;
	entity: string;
	project: string;
	group: string;
	jobType: string;
	name: string;
	notes: string;
	tags: string[];
	sweep: string;
	host: string;
	config: JsonObject;
	startedAtMs: number | null;
	startingStep: number;
	resumed: boolean;
	git: {remote: string | null; commit: string | null} | null;
	/** Run and step that it was forked from. */
	branch: {run: string; step: number} | null;
}

const textFields = new Set([1, 2, 3, 6, 7, 8, 9, 10, 12, 13]);

export function readRun(wire: WireReader, end: number): RunRecord {
	const rest: Pick<RunRecord, 'config' | 'startedAtMs' | 'startingStep' | 'resumed' | 'git' | 'branch'> = {
		config: {},
		startedAtMs: null,
		startingStep: 0,
		resumed: false,
		git: null,
		branch: null,
	};
	const texts = readTexts(wire, end, textFields, limit => {
		const {field, type} = wire;
		if (field === 4 && type === bytesType) applyConfig(wire, wire.length(limit), rest.config);
		else if (field === 14 && type === varintType) rest.startingStep = wire.int64(limit);
		else if (field === 17 && type === bytesType) rest.startedAtMs = readTimestamp(wire, wire.length(limit));
		else if (field === 18 && type === varintType) rest.resumed = wire.varint(limit) !== 0;
		else if (field === 21 && type === bytesType) rest.git = readGit(wire, wire.length(limit));
		else if (field === 23 && type === bytesType) rest.branch = readBranch(wire, wire.length(limit));
		else wire.skip(limit);
	});
	const text = (field: number) => texts.get(field)?.at(-1) ?? '';
	return {
		id: text(1),
		entity: text(2),
		project: text(3),
		group: text(6),
		jobType: text(7),
		name: text(8),
		notes: text(9),
		tags: texts.get(10) ?? [],
		sweep: text(12),
		host: text(13),
		...rest,
	};
}

/** GitRepoRecord: 1 remote_url, 2 commit. */
export function readGit(wire: WireReader, end: number): {remote: string | null; commit: string | null} {
	const texts = readTexts(wire, end, new Set([1, 2]));
	return {remote: texts.get(1)?.at(-1) ?? null, commit: texts.get(2)?.at(-1) ?? null};
}

function readBranch(wire: WireReader, end: number): {run: string; step: number} {
	const branch = {run: '', step: 0};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) branch.run = wire.text(end);
		else if (wire.field === 2 && wire.type === 1) branch.step = wire.double(end);
		else wire.skip(end);
	}
	return branch;
}
