/** What tables speak of that are no training's: places, movements, prices, machines, answers of a model. */

const coordinates = [/^(?:lat|latitude|gps_?lat(?:itude)?)$/, /^(?:lon|lng|long|longitude|gps_?(?:lon|lng|longitude))$/];
const prices = [/^open(?:_?price)?$/, /^(?:high|high_?price)$/, /^(?:low|low_?price)$/];
const answers = [
	/^(?:y|y_?true|target|label|labels|actual|ground_?truth|gt)$/,
	/^(?:y_?(?:pred|hat)|pred|preds|prediction|predictions|predicted|forecast)$/,
];
/** Intervals of a recording, each with what it shows: the stages of a sleep. */
const intervals = [/^(?:start|onset)$/, /^duration$/, /^(?:stage|sleep_?stage|label|event|trial_?type|annotation)$/];
const ofRecording = /^(?:ch|chan|channel)[-_ ]?\d+$/;
const transitions = [
	/^actions?$/,
	/^rewards?$/,
	/^(?:states?|obs|observations?|next_?(?:state|obs|observation)s?|dones?|terminals?|terminated|episodes?|episode_?id|trajectory(?:_?id)?)$/,
];
/** nvidia-smi's own names, with units where it was not told to leave them out. */
const ofDevice =
	/^(?:(?:utilization|temperature)\.(?:gpu|memory)|(?:memory|power|clocks|fan|pcie|pci)\.(?:total|used|free|draw|limit|speed|bus_id|[\w.]*clock[\w.]*|sm|mem))(?: \[.*\])?$/;
const ofMovement =
	/^(?:a|acc|accel|acceleration|linear_?acceleration|g|gyro|gyroscope|gravity|m|mag|magnetometer|rotation|euler|accelerometer)[ _.]?$/;

/** Columns of a table that speak of something else, as they are written. `isSure` where no counter of steps makes it a training's. */
export interface OtherSubject {
	columns: ReadonlySet<string>;
	isSure: boolean;
}

/** What else the columns of a table speak of; null where they speak of nothing that is known. */
export function otherSubject(names: readonly string[]): OtherSubject | null {
	const keys = names.map(name => name.trim().toLowerCase());
	const having = (patterns: readonly RegExp[]) => {
		const found = patterns.map(pattern => keys.findIndex(key => pattern.test(key)));
		return found.includes(-1) ? [] : found.map(i => names[i]!);
	};
	const place = having(coordinates);
	// How far off a place may be is called its accuracy.
	if (place.length > 0) place.push(...names.filter((_, i) => /accuracy/.test(keys[i]!)));
	const devices = names.filter((_, i) => ofDevice.test(keys[i]!));
	const sure = [...place, ...having(prices), ...movements(names, keys), ...having(intervals)];
	const recorded = names.filter((_, i) => ofRecording.test(keys[i]!));
	if (recorded.length > 1) sure.push(...recorded);
	if (sure.length > 0) return {columns: new Set(sure), isSure: true};
	const weak = [
		...(devices.length > 1 ? devices : []),
		...having(answers),
		...having([/^x$/, /^y$/, /^(?:z|theta|yaw|heading)$/]),
	];
	return weak.length > 0 ? {columns: new Set(weak), isSure: false} : null;
}

/** True for a data set of steps in an environment: what was done, and what it brought. Nothing there is measured of a training. */
export function areTransitions(names: readonly string[]): boolean {
	const keys = names.map(name => name.trim().toLowerCase());
	return (
		transitions.every(pattern => keys.some(key => pattern.test(key))) && !keys.some(key => /loss|(?:^|_)lr$|epsilon/.test(key))
	);
}

/** Three columns of one sensor, an axis each: `ax, ay, az`, `acc_x, acc_y, acc_z`. */
function movements(names: readonly string[], keys: readonly string[]): string[] {
	const known = new Set(keys);
	return names.filter((_, i) => {
		const key = keys[i]!;
		const sensor = key.slice(0, -1);
		return /[xyz]$/.test(key) && ofMovement.test(sensor) && ['x', 'y', 'z'].every(axis => known.has(sensor + axis));
	});
}
