/** An object of a class with its attributes, or made by a call with arguments. */
export interface Instance {
	of: `${string}.${string}`;
	with?: Record<string, Pickled>;
	args?: Pickled[];
}

export type Pickled = null | boolean | number | string | Uint8Array | Pickled[] | Map<string, Pickled> | Instance;

/** A pickle (protocol 4) of a value as xman saves it; arrays are lists, maps are dicts. */
export function pickled(value: Pickled): Buffer {
	return Buffer.from(`\x80\x04${write(value)}.`, 'latin1');
}

function write(value: Pickled): string {
	if (value === null) return 'N';
	if (typeof value === 'boolean') return value ? '\x88' : '\x89';
	if (typeof value === 'number') {
		const float = Buffer.alloc(8);
		float.writeDoubleBE(value);
		return `G${float.toString('latin1')}`;
	}
	if (typeof value === 'string') return `X${sized(Buffer.from(value))}`;
	if (value instanceof Uint8Array) return `B${sized(value)}`;
	if (Array.isArray(value)) return `](${value.map(write).join('')}e`;
	if (value instanceof Map) return dict([...value]);
	const dot = value.of.lastIndexOf('.');
	const callable = `${write(value.of.slice(0, dot))}${write(value.of.slice(dot + 1))}\x93`;
	const made = value.args === undefined ? `${callable})\x81` : `${callable}(${value.args.map(write).join('')}tR`;
	return value.with === undefined ? made : `${made}${dict(Object.entries(value.with))}b`;
}

function sized(bytes: Uint8Array): string {
	const length = Buffer.alloc(4);
	length.writeUInt32LE(bytes.length);
	return Buffer.concat([length, bytes]).toString('latin1');
}

function dict(entries: [string, Pickled][]): string {
	return `}(${entries.map(([key, item]) => write(key) + write(item)).join('')}u`;
}

/** `.data` of a group or a project. */
export const box = (name: string) =>
	pickled({of: 'xman.struct.ExpStructData', with: {name, descr: '', manual_status: null, manual_status_resolution: null}});

/** `.data` of an experiment. */
export const experiment = (name: string, more: Record<string, Pickled> = {}) =>
	pickled({
		of: 'xman.exp.ExpData',
		with: {name, descr: '', manual_status: null, manual_status_resolution: null, pipeline: null, ...more},
	});

/** A pipeline as its states tell. */
export const pipeline = (more: Record<string, Pickled> = {}): Instance => ({
	of: 'xman.pipeline.PipelineData',
	with: {started: true, finished: false, error: null, error_stack: null, ...more},
});
