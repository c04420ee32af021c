const prefix = /^[a-z][\w.-]*[-_]\d+ {2,}\| ?/;
/** What is printed before the output of the first container. */
const ofCompose = /^(?:\s*$|Attaching to |\[\+\] | (?:Container|Network|Volume) )/;

/**
 * Takes off what Docker Compose puts before the lines of its containers, "trainer-1  | ", padded so that all bars stand in one column
 * (`docker compose logs`, `docker compose up`). A table may have such rows too, but no log begins with one: the first line decides.
 */
export class ComposePrefix {
	/** Column of the bar; null before the first line, 0 where lines have no such prefix. */
	private bar: number | null = null;

	strip(line: string): string {
		if (this.bar === null) this.begin(line);
		if (!this.bar || line.charCodeAt(this.bar) !== 0x7c) return line;
		const found = prefix.exec(line);
		return found === null || found[0].trimEnd().length !== this.bar + 1 ? line : line.slice(found[0].length);
	}

	private begin(line: string): void {
		if (ofCompose.test(line)) return;
		const found = prefix.exec(line);
		this.bar = found === null ? 0 : found[0].trimEnd().length - 1;
	}
}
