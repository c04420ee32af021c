import {bytesType, varintType, type WireReader} from '../../../encodings/records/protobuf.ts';
import type {MetricDefinition, RunSink} from '../../format.ts';

/** MetricRecord.summary: 1 min … 8 first. */
const summaries = ['', 'min', 'max', 'mean', 'best', 'last', 'none', 'copy', 'first'];
const goals = [undefined, 'minimize', 'maximize'] as const;

/** What a record that replaces the definition before it leaves out. */
const blank: MetricDefinition = {goal: undefined, stepMetric: undefined, hidden: false, summary: undefined};

/**
 * What `define_metric` said, for names and for globs. A glob speaks for metrics without a definition of their own, and of several globs the one
 * defined first does: so it was before wandb-core, which takes any of them, and in some versions writes down which as a definition of the metric.
 */
export class MetricDefinitions {
	private readonly globs = new Map<string, MetricDefinition>();
	/** Metrics that turned up without a definition. */
	private readonly undefined = new Set<string>();
	private readonly defined = new Set<string>();

	constructor(private readonly run: RunSink) {}

	/** Reads the MetricRecord at the reader's position. */
	read(wire: WireReader, end: number): void {
		let name = '';
		let glob = '';
		let replaces = false;
		const about: MetricDefinition = {};
		while (wire.next(end)) {
			const {field, type} = wire;
			if (field === 1 && type === bytesType) name = wire.text(end);
			else if (field === 2 && type === bytesType) glob = wire.text(end);
			else if (field === 4 && type === bytesType) about.stepMetric = plainName(wire.text(end));
			else if (field === 6 && type === bytesType) {
				if (readFlags(wire, wire.length(end)).includes(2)) about.hidden = true;
			} else if (field === 7 && type === bytesType) about.summary = nameSummaries(readFlags(wire, wire.length(end)));
			else if (field === 8 && type === varintType) about.goal = goals[wire.varint(end)];
			else if (field === 9 && type === bytesType) replaces = readFlags(wire, wire.length(end)).includes(1);
			else wire.skip(end);
		}
		if (wire.broken) return;
		const whole = replaces ? {...blank, ...about} : about;
		if (name !== '') this.define(plainName(name), whole);
		else if (glob.endsWith('*')) this.defineGlob(plainName(glob.slice(0, -1)), whole);
	}

	/** To be told of each metric when it turns up. */
	found(name: string): void {
		if (this.defined.has(name) || name.startsWith('_')) return;
		for (const [prefix, about] of this.globs) {
			if (!name.startsWith(prefix)) continue;
			this.define(name, about);
			return;
		}
		this.undefined.add(name);
	}

	private define(name: string, about: MetricDefinition): void {
		this.defined.add(name);
		this.undefined.delete(name);
		this.run.defineMetric(name, about);
	}

	private defineGlob(prefix: string, about: MetricDefinition): void {
		this.globs.set(prefix, {...this.globs.get(prefix), ...about});
		for (const name of this.undefined) this.found(name);
	}
}

const plainName = (name: string): string => name.replaceAll('\\.', '.');

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
