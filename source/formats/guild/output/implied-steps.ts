/**
 * The steps of values where the output says none, as git HEAD's Guild counts them (guild/summary.py): all names are at the same one until one
 * of them comes again. Released versions do not count: they leave all at step 0.
 */
export class ImpliedSteps {
	private step = 0;
	private readonly names = new Set<string>();

	stepOf(name: string): number {
		if (this.names.has(name)) {
			this.step++;
			this.names.clear();
		}
		this.names.add(name);
		return this.step;
	}
}
