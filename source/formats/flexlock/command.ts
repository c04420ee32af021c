import type {Command, JsonObject} from '../../core/run.ts';
import {isObject} from '../values.ts';
import {fileNames} from './layout.ts';
import {rootOf} from './places/relocate.ts';
import {inlineYaml} from './record/inline-yaml.ts';
import type {RunRecord} from './record/record.ts';
import {objectAt, textAt, textsAt} from './record/values.ts';
import {hasRecords} from './tasks/sweep-record.ts';
import type {SweepTasks} from './tasks/task-store.ts';

/**
 * The line that starts the run again in its directory. flexlock records the address and overrides as typed (`_preset_`); for a task of a
 * sweep those are the sweep's, so its own values are given one by one. The first versions record the caller's file alone.
 * @param root directory that relative paths of the record start from
 */
export function commandOf(record: RunRecord, root: string | null): Command | null {
	if (record.generation === 'caller') return callerCommand(record, root);
	const {preset} = record;
	const defaults = preset === null ? null : textAt(preset, 'defaults');
	if (preset === null || defaults === null) return null;
	const select = textsAt(preset, 'select');
	const isTask = record.parent !== null || isPerhapsItem(record);
	const typed = [...textsAt(preset, 'overrides'), ...textsAt(preset, 'overrides_after_select')];
	const values = isTask ? assignments(record.config, select.length === 1 ? `${select[0]}.` : '') : [];
	const own = values.filter(word => !typed.includes(word));
	// The address of an attribute in Python, or, where it was given a file of YAML alone, that (flexlock 0.10.0, runner.py: _attach_preset).
	const argv = ['flexlock-run', /\.ya?ml$/i.test(defaults) ? '-c' : '-d', defaults];
	add(argv, '-s', select);
	add(argv, '-m', textsAt(preset, 'merges'));
	add(argv, '-o', [...textsAt(preset, 'overrides'), ...(select.length === 1 ? own : [])]);
	const moved = isTask ? [] : ownDirectory(record, typed);
	add(argv, '-O', [...textsAt(preset, 'overrides_after_select'), ...(select.length === 1 ? [] : own), ...moved]);
	return {argv: [...argv, '--force'], cwd: root};
}

/**
 * The directory, where nothing that was typed says it word for word: the config may name another one by now, and never names those that
 * flexlock has made up (`--save-dir-policy increment` or `timestamp`). Without it `--force` would write over another run.
 */
function ownDirectory({saveDirectory}: RunRecord, typed: readonly string[]): string[] {
	const text = saveDirectory === null ? null : inlineYaml(saveDirectory);
	return text === null || typed.some(word => word.endsWith(`save_dir=${text}`)) ? [] : [`save_dir=${text}`];
}

/** Up to 0.9 the items of a sweep that ran one after the other tell of it nowhere: any run may be one. */
function isPerhapsItem({raw}: RunRecord): boolean {
	return !['source_scope', 'discovery', 'result_storage'].some(key => key in raw);
}

/** The line that goes on with a sweep whose tasks are not all done, null where they are. */
export function sweepCommand(directory: string, record: RunRecord, {counts: {counts}, rows}: SweepTasks): Command | null {
	// Before there were records in the database, there was no such program.
	if (!hasRecords(rows)) return null;
	const left = (counts.pending ?? 0) + (counts.running ?? 0) + (counts.interrupted ?? 0);
	if (left === 0) return null;
	return {
		argv: ['flexlock-worker', '--task-db', `${directory}/${fileNames.tasksDatabase}`, '--reclaim'],
		cwd: rootOf(directory, record),
	};
}

/** Their `-o` takes all that follows, and a second one counts instead of the first (naga/clicfg.py, flexlock 0.2.15: `nargs='*'`). */
function callerCommand({raw, config}: RunRecord, root: string | null): Command | null {
	const file = textAt(objectAt(raw, 'caller'), 'filepath');
	// "<dynamic-code>", "<stdin>" and the like are no files.
	if (file === null || /^<.*>$/.test(file)) return null;
	const argv = ['python', file];
	add(argv, '-o', assignments(config, ''));
	return {argv, cwd: root};
}

function add(argv: string[], option: string, values: string[]): void {
	if (values.length > 0) argv.push(option, ...values);
}

/** `key=value` for every value that can be given so, those within others by their whole address. */
function assignments(config: JsonObject, prefix: string): string[] {
	return Object.entries(config).flatMap(([key, value]) => {
		// These have a meaning of their own in an address.
		if (key.startsWith('_') || /[.[\]=\\]/.test(key)) return [];
		if (isObject(value)) return assignments(value, `${prefix}${key}.`);
		const text = inlineYaml(value);
		return text === null ? [] : [`${prefix}${key}=${text}`];
	});
}
