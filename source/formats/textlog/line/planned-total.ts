const totalPhrase =
	/^\s*(?:overriding:\s*)?(total optimization steps|total (?:train(?:ing)? )?steps|max[_ ]steps|num(?:ber of)?[_ ](?:train(?:ing)?[_ ])?steps|max[_ ]iters?)\s*[:=]\s*([\d,]+)\s*(?:#.*)?$/i;

/**
 * Reads a line that only says how many steps there will be: "Total optimization steps = 1,000"; also
 * a setting as it stands in a file, with a comment, and one that the command line replaces: "Overriding: max_iters = 100".
 */
export function readPlannedTotal(text: string): {total: number; phrase: string} | null {
	const found = totalPhrase.exec(text);
	return found === null ? null : {total: Number(found[2]!.replaceAll(',', '')), phrase: found[1]!};
}
