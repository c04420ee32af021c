/** Plans, clocks and counters are the same in every run of a program, or in none. */
const ofPlan =
	/(?:^| )(?:lr|pg\d+|learning rate|time|runtime|per second|flos|timestamp)(?: |$)|^(?:trainer )?(?:global )?(?:epoch|step|iteration)s?$/;
/** What may count; Lightning says behind the name of a metric, too, what it is of: "train_loss_step", "val_loss_epoch". */
const mayCount = /(?:^| )(?:epochs?|steps?|iterations?)(?: |$)/;

/** True for the spelled name of what tells no run of a program from another one, whatever its values are. */
export const isOfPlan = (words: string): boolean => ofPlan.test(words);

/** True for the spelled name of what may count epochs or steps, also in parts of them. */
export const mayCountParts = (words: string): boolean => mayCount.test(words);

/**
 * True for counts of steps, tokens or samples, the same in every run of a program: whole numbers that only grow, or parts of epochs.
 * @param words the spelled name
 * @param values in their order
 */
export function isCount(words: string, values: {readonly length: number; at(index: number): number | undefined}): boolean {
	const hasParts = mayCountParts(words);
	for (let i = 0, before = values.at(0)!; i < values.length; i++) {
		const value = values.at(i)!;
		if ((!hasParts && !Number.isInteger(value)) || value < before) return false;
		before = value;
	}
	return true;
}
