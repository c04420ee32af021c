import {type DialectRow, digits, namedValue, rowAt} from './dialect-row.ts';

const row = /^(\[valid\] )?Ep\. (\d+)(?:\.\d+)? : Up\. (\d+) : (.*)$/;
const validated = new RegExp(String.raw`^([\w-]+) : (${digits}) : (?:new best|stalled )`, 'i');
/** "Cost 5.2", "Cost 2.97 * 1,334 @ 12 after 5,203", "gNorm 0.35", "L.r. 5.8e-05", and "3007.81 words/s". */
const named = new RegExp(String.raw`^(Cost|gNorm|L\.r\.) (${digits})(?: \* .*)?$`, 'i');
const speed = new RegExp(`^(${digits}) (words/s)$`, 'i');

/**
 * Reads the updates and validations of Marian (`src/training/scheduler.h`): "Ep. 1 : Up. 14000 : Sen. 965,843 : Cost 5.20174599 : Time 359.59s : 3007.81
 * words/s : L.r. 5.7802e-05", "[valid] Ep. 1 : Up. 20000 : cross-entropy : 130.97 : new best".
 */
export function readMarian(text: string): DialectRow | null {
	if (!text.startsWith('Ep. ') && !text.startsWith('[valid] ')) return null;
	const [, data, epoch, update, rest] = row.exec(text) ?? [];
	if (epoch === undefined) return null;
	const metrics = data === undefined ? trained(rest!) : ofData(rest!);
	return metrics.length === 0 ? null : {...rowAt(Number(update), metrics), epoch: Number(epoch)};
}

function ofData(text: string) {
	const [, name, value] = validated.exec(text) ?? [];
	return name === undefined ? [] : namedValue(`valid ${name}`, value!);
}

function trained(text: string) {
	return text.split(' : ').flatMap(cell => {
		const [, name, value] = named.exec(cell) ?? [];
		if (name !== undefined) return namedValue(name, value!);
		const [, words, unit] = speed.exec(cell) ?? [];
		return words === undefined ? [] : namedValue(unit!, words);
	});
}
