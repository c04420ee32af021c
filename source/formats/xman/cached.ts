import type {Entry, FileAccess} from '../../core/files/files.ts';
import {fileNames} from './layout.ts';
import {readSaved} from './saved.ts';
import {boxStateOf, experimentStateOf, type SavedState, unknownState} from './state.ts';

const stateBytes = 1024 * 1024;

/** What every experiment of a project asks for again: listings and states of its groups, made anew only when the file changed. */
export class Cached {
	private readonly kept = new Map<string, {signature: string; value: unknown}>();

	constructor(private readonly files: FileAccess) {}

	list(directory: string): readonly Entry[] {
		return this.get(directory, () => this.files.list(directory) ?? []);
	}

	/** State of a group or a project. */
	state(directory: string): SavedState {
		const file = `${directory}/${fileNames.state}`;
		return this.get(file, () => boxStateOf(readSaved(this.files, file, stateBytes)) ?? unknownState);
	}

	/** What is wrong with the state of a group or a project, null where nothing is. */
	damage(directory: string): string | null {
		const file = `${directory}/${fileNames.state}`;
		return this.get(`${file}?`, () => {
			const saved = readSaved(this.files, file, stateBytes);
			if (!saved.present) return `${fileNames.state} is missing`;
			if (saved.damage !== null || boxStateOf(saved) !== null) return saved.damage;
			return `${fileNames.state} ${experimentStateOf(saved) === null ? 'holds no state of xman' : 'is that of an experiment'}`;
		});
	}

	private get<T>(path: string, make: () => T): T {
		const stat = this.files.stat(path.replace(/\?$/, ''));
		const signature = stat === null ? '' : `${stat.size}:${stat.modifiedAtMs}:${stat.inode}`;
		const known = this.kept.get(path);
		if (known?.signature === signature) return known.value as T;
		const value = make();
		this.kept.set(path, {signature, value});
		return value;
	}
}
