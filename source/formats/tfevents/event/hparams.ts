import type {Json, JsonObject} from '../../../core/run.ts';
import {setKey} from '../../../core/set-key.ts';
import {bytesType, fixed64Type, varintType, type WireReader} from '../../../encodings/records/protobuf.ts';

/** What the hparams plugin says in one record (tensorboard/plugins/hparams/plugin_data.proto, api.proto). Absent parts were not in it. */
export interface HparamsRecord {
	experiment?: {name: string; user: string; description: string; metrics: string[]};
	start?: {config: JsonObject; group: string; modelUri: string; monitorUrl: string; startedAtMs: number | null};
	end?: {status: SessionStatus; endedAtMs: number | null};
}

export type SessionStatus = 'UNKNOWN' | 'SUCCESS' | 'FAILURE' | 'RUNNING';
const statuses: SessionStatus[] = ['UNKNOWN', 'SUCCESS', 'FAILURE', 'RUNNING'];

const milliseconds = (seconds: number): number | null => (seconds > 0 ? seconds * 1000 : null);

export function readHparams(wire: WireReader, end: number): HparamsRecord {
	const record: HparamsRecord = {};
	while (wire.next(end)) {
		if (wire.type !== bytesType || wire.field < 2 || wire.field > 4) {
			wire.skip(end);
			continue;
		}
		const {field} = wire;
		const inner = wire.length(end);
		if (field === 2) record.experiment = readExperiment(wire, inner);
		else if (field === 3) record.start = readStart(wire, inner);
		else record.end = readEnd(wire, inner);
	}
	return record;
}

function readExperiment(wire: WireReader, end: number): NonNullable<HparamsRecord['experiment']> {
	const experiment: NonNullable<HparamsRecord['experiment']> = {name: '', user: '', description: '', metrics: []};
	while (wire.next(end)) {
		if (wire.type !== bytesType) wire.skip(end);
		else if (wire.field === 1) experiment.description = wire.text(end);
		else if (wire.field === 2) experiment.user = wire.text(end);
		else if (wire.field === 5) experiment.metrics.push(readMetricTag(wire, wire.length(end)));
		else if (wire.field === 6) experiment.name = wire.text(end);
		else wire.skip(end);
	}
	return experiment;
}

/** The tag in a MetricInfo. */
function readMetricTag(wire: WireReader, end: number): string {
	let tag = '';
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) tag = readTagOfName(wire, wire.length(end));
		else wire.skip(end);
	}
	return tag;
}

function readTagOfName(wire: WireReader, end: number): string {
	let tag = '';
	while (wire.next(end)) {
		if (wire.field === 2 && wire.type === bytesType) tag = wire.text(end);
		else wire.skip(end);
	}
	return tag;
}

function readStart(wire: WireReader, end: number): NonNullable<HparamsRecord['start']> {
	const start: NonNullable<HparamsRecord['start']> = {config: {}, group: '', modelUri: '', monitorUrl: '', startedAtMs: null};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) readParameter(wire, wire.length(end), start.config);
		else if (wire.field === 2 && wire.type === bytesType) start.modelUri = wire.text(end);
		else if (wire.field === 3 && wire.type === bytesType) start.monitorUrl = wire.text(end);
		else if (wire.field === 4 && wire.type === bytesType) start.group = wire.text(end);
		else if (wire.field === 5 && wire.type === fixed64Type) start.startedAtMs = milliseconds(wire.double(end));
		else wire.skip(end);
	}
	return start;
}

function readEnd(wire: WireReader, end: number): NonNullable<HparamsRecord['end']> {
	const mark: NonNullable<HparamsRecord['end']> = {status: 'UNKNOWN', endedAtMs: null};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === varintType) mark.status = statuses[wire.varint(end)] ?? 'UNKNOWN';
		else if (wire.field === 2 && wire.type === fixed64Type) mark.endedAtMs = milliseconds(wire.double(end));
		else wire.skip(end);
	}
	return mark;
}

/** One entry of the map of hyperparameters. */
function readParameter(wire: WireReader, end: number, into: JsonObject): void {
	let name = '';
	let value: Json = null;
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) name = wire.text(end);
		else if (wire.field === 2 && wire.type === bytesType) value = readValue(wire, wire.length(end), 0);
		else wire.skip(end);
	}
	if (!wire.broken) setKey(into, name, value);
}

const deepest = 16;

/** google.protobuf.Value. */
function readValue(wire: WireReader, end: number, depth: number): Json {
	let value: Json = null;
	while (wire.next(end)) {
		if (wire.field === 2 && wire.type === fixed64Type) value = wire.double(end);
		else if (wire.field === 3 && wire.type === bytesType) value = wire.text(end);
		else if (wire.field === 4 && wire.type === varintType) value = wire.varint(end) !== 0;
		else if (wire.field === 6 && wire.type === bytesType && depth < deepest) value = readList(wire, wire.length(end), depth);
		else wire.skip(end);
	}
	return value;
}

function readList(wire: WireReader, end: number, depth: number): Json[] {
	const list: Json[] = [];
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) list.push(readValue(wire, wire.length(end), depth + 1));
		else wire.skip(end);
	}
	return list;
}
