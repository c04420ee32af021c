/**
 * Remembers the last result of `compute` as long as `inputs` gives the same values. Selectors of the store are made with it, so that
 * a frame that changes nothing computes nothing.
 */
export function memoise<Source, const Inputs extends readonly unknown[], Result>(
	inputs: (source: Source) => Inputs,
	compute: (values: Inputs, source: Source) => Result,
): (source: Source) => Result {
	let known: Inputs | null = null;
	let result: Result;
	return source => {
		const values = inputs(source);
		if (known === null || values.some((value, index) => !Object.is(value, known![index]))) {
			result = compute(values, source);
			known = values;
		}
		return result;
	};
}
