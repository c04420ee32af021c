/** Where the runs are, for the header: `~/exp`, `~/exp +2`. */
export function rootsText(roots: readonly string[], home: string): string {
	const [first = '.', ...others] = roots;
	const short = home !== '' && (first === home || first.startsWith(`${home}/`)) ? `~${first.slice(home.length)}` : first;
	return others.length === 0 ? short : `${short} +${others.length}`;
}
