/** Instructions of a Dockerfile with their first word, which no sign follows and, but for ports and users, no number. */
const instruction =
	/^Step (\d+)\/(\d+) : (?:(FROM|RUN|COPY|ADD|WORKDIR|CMD|ENTRYPOINT|VOLUME|SHELL|ONBUILD|HEALTHCHECK|STOPSIGNAL|MAINTAINER)\s+(?![-+]?\.?\d[\d.]*(?:[,;\s]|$))|(?:ENV|ARG|LABEL|EXPOSE|USER)\s+)(?![=:])/;

/** Follows the lines that `docker build` (before BuildKit) says of each line of a Dockerfile: "Step 2/9 : RUN pip install torch". */
export class BuildSteps {
	private last = 0;
	private total = 0;

	/**
	 * True for a line of a build: it counts lines of a file and no steps of a training. Words that a training may say too, as the LABEL or the
	 * ENV of a value, are a build's only in a row with steps before them; a Dockerfile begins with FROM or ARG.
	 */
	take(text: string): boolean {
		if (!text.startsWith('Step ')) return false;
		const found = instruction.exec(text);
		if (found === null) return false;
		const step = Number(found[1]);
		const total = Number(found[2]);
		const isInRow = step === this.last + 1 && (step === 1 ? text.includes(' : ARG') : total === this.total);
		if (found[3] === undefined && !isInRow) return false;
		this.last = step === total ? 0 : step;
		this.total = total;
		return true;
	}
}
