import {createLineScanner} from '../../../source/formats/textlog/index.ts';

/** `step name=value …` of every line that has metrics. */
export function scan(...lines: string[]): string[] {
	const scanner = createLineScanner();
	return lines
		.map(line => scanner.scan(line))
		.filter(({metrics}) => metrics.length > 0)
		.map(({metrics}) => [metrics[0]!.step, ...metrics.map(({name, value}) => `${name}=${value}`)].join(' '));
}

/** Last progress that the lines show, marked where it is one of a part only, and where nothing may follow. */
export function progressOf(...lines: string[]): string | null {
	const scanner = createLineScanner();
	const last = lines.map(line => scanner.scan(line).progress).findLast(progress => progress !== null);
	return last
		? `${last.step}/${last.total} ${last.unit}${last.isOfPart ? ' of a part' : ''}${last.isLast ? ', the last' : ''}`
		: null;
}
