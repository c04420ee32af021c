/** An object of a class with its attributes, or made by a call with arguments. */
export interface Instance {
	of: `${string}.${string}`;
	with?: Record<string, Pickled>;
	args?: Pickled[];
}

export type Pickled = null | boolean | number | string | Pickled[] | Map<string, Pickled> | Instance;

/** A pickle (protocol 2) of a value as xman saves it; arrays are lists, maps are dicts. */
export function pickled(value: Pickled): Buffer {
	return Buffer.from(`\x80\x02${write(value)}.`, 'latin1');
}

function write(value: Pickled): string {
	if (value === null) return 'N';
	if (typeof value === 'boolean') return value ? '\x88' : '\x89';
	if (typeof value === 'number') return `F${value}\n`;
	if (typeof value === 'string') return `V${value}\n`;
	if (Array.isArray(value)) return `](${value.map(write).join('')}e`;
	if (value instanceof Map) return dict([...value]);
	const dot = value.of.lastIndexOf('.');
	const callable = `c${value.of.slice(0, dot)}\n${value.of.slice(dot + 1)}\n`;
	const made = value.args === undefined ? `${callable})\x81` : `${callable}(${value.args.map(write).join('')}tR`;
	return value.with === undefined ? made : `${made}${dict(Object.entries(value.with))}b`;
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
