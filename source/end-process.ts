/** Ends the process when everything is written: the only place that ends it. Where that cannot be, the stream's own error comes next and says why. */
export function endProcess(status: number): void {
	process.stdout.write('', error => {
		if (!error) process.exit(status);
	});
}
