import type {ByteKey, Keyed} from '../../../encodings/records/key-table.ts';
import type {RunSink, SeriesSink} from '../../format.ts';

/** A tag of a run, remembered for as long as the run is read. */
export class Tag implements Keyed {
	/** Plugin in the metadata of the tag's first value, which later values do without; null as long as none was seen. */
	plugin: string | null = null;
	/** True where the metadata's data class says scalar. */
	scalarClass = false;
	private sink: SeriesSink | null = null;
	/** Points of the file so far, as long as all of the tag are at step 0; -1 once that is over. */
	private stepless = 0;
	private steplessFile = -1;
	/** True where points were given steps by counting them. */
	private counted = false;
	private lastWallMs = Number.NaN;
	private lastValue = Number.NaN;

	constructor(
		readonly name: string,
		/** The name's bytes. */
		readonly key: ByteKey,
		/** True where step 0 is taken as it was written, however often it comes. */
		keepsSteps: boolean,
	) {
		if (keepsSteps) this.stepless = -1;
	}

	/**
	 * Adds a point. A series whose points are all at step 0 was written without steps, so the order of writing counts its steps; that is
	 * taken back when another step turns up, in whichever file. In a further file step 0 is a start from the beginning.
	 */
	push(run: RunSink, file: number, step: number, wallMs: number, value: number): void {
		this.sink ??= run.series(this.name, 'replace');
		if (this.stepless < 0) {
			this.sink.push(step, wallMs, value);
			return;
		}
		if (this.steplessFile !== file) {
			this.steplessFile = file;
			this.stepless = 0;
		}
		if (step === 0) {
			if (this.stepless > 0) this.counted = true;
			this.sink.push(this.stepless++, wallMs, value);
			this.lastWallMs = wallMs;
			this.lastValue = value;
			return;
		}
		if (this.counted) {
			this.sink.takeBack?.();
			this.sink.push(0, this.lastWallMs, this.lastValue);
		}
		this.stepless = -1;
		this.sink.push(step, wallMs, value);
	}
}
