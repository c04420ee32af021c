import type {JsonObject} from '../../core/run.ts';
import {type JsonScanner, valueKinds} from '../../encodings/json/json-scan.ts';
import {withinConfig} from '../plain/names/config-names.ts';
import {measureNote} from '../plain/names/id-names.ts';
import {RowSettings} from '../plain/rows/row-settings.ts';
import {setPath} from '../set-path.ts';
import type {RowPlan} from './row-plan.ts';

/**
 * The settings that the lines of a file say: in a line of their own, in keys such as `seed` that rows repeat, and in an object that rows repeat whole,
 * as those of Ray Tune do. That is taken from the first of them, and held against what the others have.
 */
export class LineConfig {
	private config: JsonObject = {};
	private readonly repeated = new RowSettings();
	private readonly within = new RowSettings();
	/** True once a row's object was taken. */
	private hasObject = false;

	constructor(
		private readonly scanner: JsonScanner,
		private readonly notes: Set<string>,
		/** What a file beside this one says. */
		private readonly beside: JsonObject,
	) {}

	/** All of it as it stands. */
	get all(): JsonObject {
		return {...this.beside, ...this.repeated.config(), ...this.config};
	}

	/** Takes settings that a line says of itself. */
	add(config: JsonObject): void {
		this.config = {...this.config, ...config};
	}

	/** Takes the object of settings of the first row that has one, which `parse` reads; true where that says something new. */
	addFirst({measuredAt}: RowPlan, parse: () => JsonObject | undefined): boolean {
		if (this.hasObject) return false;
		this.hasObject = true;
		const config = parse();
		if (config === undefined) return false;
		this.add(config);
		for (const i of measuredAt) this.drop(this.pathAt(i));
		return true;
	}

	/** Takes the keys that the row at hand repeats; true where what is known changes. */
	takeRepeated(plan: RowPlan): boolean {
		let isNew = false;
		for (const i of plan.settingsAt) {
			const value = plan.numberAt(i);
			if (!Number.isNaN(value) && this.repeated.take(this.scanner.keys[i]!.path, value) !== 'nothing') isNew = true;
		}
		return isNew;
	}

	/**
	 * Looks whether the row at hand has another object than those before it.
	 * @param isParted true where the rows are of several curves, each with settings of its own
	 */
	compare({configAt}: RowPlan, isParted: boolean): 'same' | 'changed' | 'measured' {
		const {scanner} = this;
		let outcome: 'same' | 'changed' | 'measured' = 'same';
		for (const i of configAt) {
			const value = scanner.kinds[i] === valueKinds.number ? scanner.values[i]! : (scanner.text(i) ?? '');
			const shown = this.within.take(this.pathAt(i), value);
			if (shown === 'nothing' || shown === 'value') continue;
			if (shown === 'measure' && !isParted) {
				this.notes.add(measureNote(scanner.keys[i]!.path));
				return 'measured';
			}
			this.drop(this.pathAt(i));
			outcome = 'changed';
		}
		return outcome;
	}

	private pathAt(i: number): string {
		return withinConfig(this.scanner.keys[i]!.path);
	}

	private drop(path: string): void {
		setPath(this.config, path.split('/'), undefined);
	}
}
