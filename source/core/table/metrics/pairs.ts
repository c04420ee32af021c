/** Which metric of training and which of validation measure the same: `pairMetrics`. */

const training = new Set(['train', 'training', 'trn']);
const validation = new Set(['val', 'valid', 'validation', 'eval', 'evaluation', 'dev']);

interface Named {
	name: string;
	/** The name's words without the one that tells what it was measured on. */
	base: string;
	role: 'train' | 'validation' | 'none';
	/** That word as it stands in the name; empty for none. */
	word: string;
}

function readName(name: string): Named {
	const words = name.split(/[/_.\-: ]+/).filter(word => word !== '');
	const at = words.findIndex(word => training.has(word.toLowerCase()) || validation.has(word.toLowerCase()));
	if (at < 0 || words.length === 1) return {name, base: words.join(' ').toLowerCase(), role: 'none', word: ''};
	const word = words[at]!;
	const base = words.toSpliced(at, 1).join(' ').toLowerCase();
	return {name, base, role: training.has(word.toLowerCase()) ? 'train' : 'validation', word};
}

/** A metric measured in training, and its like on data that was not trained on. */
export interface MetricPair {
	train: string;
	validation: string;
	/** The word that the tracker has for the latter: `val`, `eval`. */
	word: string;
}

/**
 * Pairs among names, by the training one: `loss` + `val_loss`, `train/loss` + `val/loss`, `loss` + `eval_loss`, and Lightning's
 * `train_loss_epoch` + `val_loss`. One that says that it is of training goes before one that says nothing.
 */
export function pairMetrics(names: readonly string[]): ReadonlyMap<string, MetricPair> {
	const named = names.map(readName);
	const trained = new Map<string, string>();
	for (const {name, base, role} of named) if (role === 'none' && !trained.has(base)) trained.set(base, name);
	for (const {name, base, role} of named.toReversed()) if (role === 'train') trained.set(base, name);
	const pairs = new Map<string, MetricPair>();
	for (const {name, base, role, word} of named) {
		if (role !== 'validation') continue;
		const train = trained.get(base) ?? trained.get(`${base} epoch`) ?? trained.get(`${base} step`);
		if (train !== undefined && !pairs.has(train)) pairs.set(train, {train, validation: name, word});
	}
	return pairs;
}
