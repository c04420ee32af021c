/** A key of numbers, whose path has parts. */
interface Key {
	readonly path: readonly string[];
	name: string;
	/** Null until it has points. */
	readonly sink: object | null;
}

const areSame = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && one.every((part, i) => part === other[i]);

/** As wandb tells a key with dots from a path. */
const escaped = (path: readonly string[]): string => path.map(part => part.replaceAll('.', '\\.')).join('.');

/**
 * Gives curves their names: the path with dots between its parts. `{"a": {"b": 1}, "a.b": 2}` has two keys of one name. There the name is the
 * nested one's, as for wandb, where dots part, and the key that has dots itself is written with these escaped: `a\.b`. Where that one has
 * points by then it keeps its name, and the nested one is told apart.
 */
export class CurveNames<K extends Key> {
	private readonly owners = new Map<string, K>();

	/** @param renamed called with a key that has no points yet and that got another name */
	constructor(private readonly renamed: (key: K) => void) {}

	/** Names a new key. */
	add(key: K): void {
		const {name, path} = key;
		const owner = this.owners.get(name);
		if (owner === undefined) this.owners.set(name, key);
		else if (!areSame(owner.path, path)) {
			const other = escaped(path);
			if (other !== name) key.name = other;
			else if (owner.sink !== null) key.name = `${name} (nested)`;
			else {
				this.owners.set(name, key);
				owner.name = escaped(owner.path);
				this.renamed(owner);
			}
		}
	}
}
