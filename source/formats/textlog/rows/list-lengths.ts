/**
 * Knows lists whose values stand beside each other from those that grow by one each epoch, "val_loss: [0.5, 0.4]": that is a history, as is a list of
 * what was said one by one before.
 */
export class ListLengths {
	private readonly lengths = new Map<string, number>();

	/**
	 * True for a value of a list that is as long as its first one was.
	 *
	 * @param name that of the value: "dice/0"
	 * @param parts how many values the list has
	 * @param isSaid true for names of values that were said already
	 */
	isUsual(name: string, parts: number, isSaid: (name: string) => boolean): boolean {
		const list = name.slice(0, name.lastIndexOf('/'));
		if (isSaid(list)) return false;
		const known = this.lengths.get(list);
		if (known === undefined) this.lengths.set(list, parts);
		return known === undefined || known === parts;
	}
}
