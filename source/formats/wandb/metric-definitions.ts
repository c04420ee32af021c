import {bytesType, varintType, type WireReader} from '../../encodings/protobuf.ts';
import type {MetricDefinition, RunSink} from '../format.ts';

/** MetricRecord.summary: 1 min … 8 first. */
const summaries = ['', 'min', 'max', 'mean', 'best', 'last', 'none', 'copy', 'first'];
const goals = [undefined, 'minimize', 'maximize'] as const;

/** What `define_metric` said, for names and for globs, which count for metrics that turn up later too. */
export class MetricDefinitions {
	private readonly globs: {prefix: string; about: MetricDefinition}[] = [];
	private readonly names = new Set<string>();

	constructor(private readonly run: RunSink) {}

	/** Reads the MetricRecord at the reader's position. */
	read(wire: WireReader, end: number): void {
		let name = '';
		let glob = '';
		const about: MetricDefinition = {};
		while (wire.next(end)) {
			const {field, type} = wire;
			if (field === 1 && type === bytesType) name = wire.text(end);
			else if (field === 2 && type === bytesType) glob = wire.text(end);
			else if (field === 4 && type === bytesType) about.stepMetric = plainName(wire.text(end));
			else if (field === 6 && type === bytesType) about.hidden = readFlags(wire, wire.length(end)).includes(2);
			else if (field === 7 && type === bytesType) about.summary = nameSummaries(readFlags(wire, wire.length(end)));
			else if (field === 8 && type === varintType) about.goal = goals[wire.varint(end)];
			else wire.skip(end);
		}
		if (wire.broken) return;
		if (name !== '') this.run.defineMetric(plainName(name), about);
		if (glob === '') return;
		const definition = {prefix: plainName(glob.replace(/\*$/, '')), about};
		this.globs.push(definition);
		for (const known of this.names) if (known.startsWith(definition.prefix)) this.run.defineMetric(known, about);
	}

	/** To be told of each metric when it turns up. */
	found(name: string): void {
		this.names.add(name);
		for (const {prefix, about} of this.globs) if (name.startsWith(prefix)) this.run.defineMetric(name, about);
	}
}

function plainName(name: string): string {
	return name.replaceAll('\\.', '.');
}

/** Numbers of the fields that are true. */
function readFlags(wire: WireReader, end: number): number[] {
	const flags: number[] = [];
	while (wire.next(end)) {
		const {field} = wire;
		if (wire.type === varintType && wire.varint(end) !== 0) flags.push(field);
		else if (wire.type !== varintType) wire.skip(end);
	}
	return flags;
}

function nameSummaries(flags: readonly number[]): string {
	return flags
		.map(flag => summaries[flag])
		.filter(Boolean)
		.join(',');
}
