import {type Entry, type FileAccess, stateText} from '../../core/files/files.ts';
import {fileNames} from './layout.ts';
import {absenceOf, readState, tooLarge} from './saved.ts';
import {boxStateOf, experimentStateOf, type SavedState, unknownState} from './state.ts';

export interface WrongBox {
	message: string;
	/** True where xman itself cannot open the project. */
	stopsXman: boolean;
}

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
		return this.get(file, () => boxStateOf(readState(this.files, directory)) ?? unknownState);
	}

	/** What is wrong with the state of a group or a project, null where nothing is. */
	wrongWith(directory: string): WrongBox | null {
		const file = `${directory}/${fileNames.state}`;
		return this.get(`${file}?`, () => {
			const saved = readState(this.files, directory);
			const wrong = (message: string): WrongBox => ({message, stopsXman: true});
			if (!saved.present) return wrong(absenceOf(this.files, file));
			if (saved.isTooLarge) {
				const message = tooLarge(fileNames.state, saved.bytes, 'its name and its description are not shown');
				return {message, stopsXman: false};
			}
			if (saved.damage !== null) return wrong(saved.damage);
			if (boxStateOf(saved) !== null) return null;
			return wrong(
				`${fileNames.state} ${experimentStateOf(saved) === null ? 'holds no state of xman' : 'is that of an experiment'}`,
			);
		});
	}

	private get<T>(path: string, make: () => T): T {
		const stat = this.files.stat(path.replace(/\?$/, ''));
		const signature = stateText(stat);
		const known = this.kept.get(path);
		if (known?.signature === signature) return known.value as T;
		const value = make();
		this.kept.set(path, {signature, value});
		return value;
	}
}
