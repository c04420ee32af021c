/** More are not kept, the newest are. */
const mostKept = 64;

/** Points of an earlier attempt that later ones replaced. */
export interface Superseded {
	steps: Float64Array;
	walls: Float64Array | null;
	values: Float64Array;
	/** The step that came after them: which of them comes next is another matter. */
	backTo: number;
}

/** What a series knows of attempts before the one that its points go on with. */
export class EarlierAttempts {
	readonly superseded: Superseded[] = [];
	/** Steps at which a later attempt goes on from an earlier one, ascending: the time from the point before it is none of its steps'. */
	readonly seams: number[] = [];
	/** Attempts that replaced points of an earlier one. */
	count = 0;

	get state(): Pick<EarlierAttempts, 'superseded' | 'seams' | 'count'> {
		const {superseded, seams, count} = this;
		return {superseded: [...superseded], seams: [...seams], count};
	}

	/** Takes what others of this kind knew. */
	take({superseded, seams, count}: EarlierAttempts['state']): void {
		this.superseded.push(...superseded);
		this.seams.push(...seams);
		this.count = count;
	}

	/** Keeps points that an attempt from `backTo` on takes the place of. */
	keep(points: Superseded): void {
		this.superseded.push(points);
		if (this.superseded.length > mostKept) this.superseded.shift();
		this.count++;
		this.begin(points.backTo);
	}

	/** Takes the points back that were kept last: they are of no earlier attempt after all. */
	takeLast(): Superseded | undefined {
		this.count--;
		this.seams.pop();
		return this.superseded.pop();
	}

	/** Takes note that what comes from a step on is of another attempt than what is there. */
	begin(step: number): void {
		const {seams} = this;
		while (seams.length > 0 && seams.at(-1)! >= step) seams.pop();
		seams.push(step);
		if (seams.length > mostKept) seams.shift();
	}

	/** Forgets the points and where they were, not how many attempts there were. */
	forget(): void {
		this.superseded.length = 0;
		this.seams.length = 0;
	}
}
