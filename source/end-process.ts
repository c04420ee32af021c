/** Ends the process when everything is written: the only place that ends it. */
export function endProcess(status: number): void {
	process.stdout.write('', () => process.exit(status));
}
