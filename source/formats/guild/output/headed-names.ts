import type {OutputPoint} from './output-point.ts';

/** Whether values without a step of their own belong to the headings above them: each name has one below each, and the headings only rise. */
export class HeadedNames {
	private readonly latest = new Map<string, number>();
	/** True once a name came twice below one heading, or a heading came again: by the headings its curve would go back and forth. */
	areRepeated = false;

	note({name, headed}: OutputPoint): void {
		if (headed === undefined) return;
		this.areRepeated ||= headed <= (this.latest.get(name) ?? Number.NEGATIVE_INFINITY);
		this.latest.set(name, headed);
	}

	/** True where there are such values, and all of them fit. */
	get fit(): boolean {
		return this.latest.size > 0 && !this.areRepeated;
	}
}
