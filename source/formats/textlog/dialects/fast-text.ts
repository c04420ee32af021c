import {type DialectRow, digits, namedValue, rowAt} from './dialect-row.ts';

const progressed = new RegExp(
	String.raw`^Progress: +(\d+(?:\.\d+)?)% +words/sec/thread: +(\d+) +lr: +(${digits}) +((?:avg\.)?loss): +(${digits}) +eta: *\d+h`,
	'i',
);

/** Reads how far fastText is (`FastText::printInfo`): "Progress:  50.0% words/sec/thread:  60162 lr:  0.050000 avg.loss: 10.156812 ETA:   0h 0m 5s". */
export function readFastText(text: string): DialectRow | null {
	if (!text.startsWith('Progress:')) return null;
	const [, percent, speed, rate, name, loss] = progressed.exec(text) ?? [];
	if (percent === undefined) return null;
	const values = [...namedValue('words/sec/thread', speed!), ...namedValue('lr', rate!), ...namedValue(name!, loss!)];
	const progress = {step: Number(percent), total: 100, unit: '%', from: 'progress bar', isOfPart: false};
	return {...rowAt(null, values), progress};
}
