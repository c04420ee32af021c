/** What a pickle says, as inert data: a class is a name, a call is a node that was never made. */

/** A name that the pickle asks for ("module.name"); it is never looked up. */
export class PickleGlobal {
	constructor(
		readonly module: string,
		readonly name: string,
	) {}
}

/** Names of Python 2, which protocols below 3 write to this day. */
const modernModules = new Map([
	['__builtin__', 'builtins'],
	['copy_reg', 'copyreg'],
]);
const helpers = new Set(['_reconstructor', '__newobj__', '__newobj_ex__']);

/** An object of some class, as its construction is written down: the callable (a name, or another node), its arguments, state and items. */
export class PickleNode {
	/** Argument of BUILD: what `__setstate__` or `__dict__` would get. Undefined before it, or without it. */
	state: PickleValue | undefined = undefined;
	/** What was appended (list-like classes, sets). */
	items: PickleValue[] | undefined = undefined;
	/** What was set by key (dict-like classes). */
	entries: Map<PickleValue, PickleValue> | undefined = undefined;
	/** Index under which the pickle may ask for this object again, -1 for none. */
	memo = -1;
	/** True where its class alone made it of its arguments, as a named tuple of its fields; false where something was called. */
	isNew = false;

	constructor(
		readonly callable: PickleValue,
		readonly args: PickleValue[],
	) {}

	/** "module.Class" where the callable is a plain name, else the name of what made the callable. */
	get className(): string {
		let callable = this.madeBy;
		for (let depth = 0; depth < 8; depth++) {
			if (callable instanceof PickleGlobal) return `${modernModules.get(callable.module) ?? callable.module}.${callable.name}`;
			if (!(callable instanceof PickleNode)) break;
			// cloudpickle writes out the classes of a notebook: _make_skeleton_class(metaclass, name, …).
			const name = callable.args[1];
			if (/^_make_skeleton_(class|enum)$/.test(callable.shortName) && typeof name === 'string') return `__main__.${name}`;
			callable = callable.callable;
		}
		return 'unknown';
	}

	/** Last part of the class name, which outlives the renaming of modules. */
	get shortName(): string {
		const callable = this.madeBy;
		return callable instanceof PickleGlobal ? (callable.name.split('.').at(-1) ?? '') : '';
	}

	/** What a tuple of a class of its own holds, such as a named tuple: its fields in order, without their names. Null for any other object. */
	get fields(): PickleValue[] | null {
		const {args, callable, state, items, entries} = this;
		if (state !== undefined || items !== undefined || entries !== undefined) return null;
		if (this.isNew) return args.length > 0 ? args : null;
		const [, base, values] = args;
		const isTuple = callable instanceof PickleGlobal && callable.name === '_reconstructor' && base instanceof PickleGlobal;
		return isTuple && base.name === 'tuple' && Array.isArray(values) ? values : null;
	}

	/** The same by name, where the class is written out with the object, as cloudpickle does with those of a notebook. */
	get namedFields(): Map<PickleValue, PickleValue> | null {
		const {callable, fields} = this;
		if (fields === null || !(callable instanceof PickleNode)) return null;
		const attributes = Array.isArray(callable.state) ? callable.state[0] : null;
		const names = attributes instanceof Map ? attributes.get('_fields') : null;
		if (!Array.isArray(names) || names.length !== fields.length) return null;
		return new Map(names.map((name, at) => [name, fields[at] ?? null]));
	}

	/** The class itself, where protocols 0 and 1 call a helper that makes the object. */
	private get madeBy(): PickleValue {
		const {callable, args} = this;
		const helped = callable instanceof PickleGlobal && helpers.has(callable.name) && args[0] instanceof PickleGlobal;
		return helped ? (args[0] as PickleValue) : callable;
	}
}

export class PickleSet {
	constructor(readonly items: PickleValue[]) {}
}

/** An n-dimensional array of numbers or texts, in C order. */
export class NumberArray {
	constructor(
		/** numpy's letters: "f8", "i4", "b1", "U3". */
		readonly type: string,
		readonly shape: number[],
		readonly values: PickleValue[],
		/** What pandas calls its rows, where these are numbers that grow; null for none. */
		readonly labels: readonly number[] | null = null,
	) {}
}

/** Lists and tuples are arrays, dicts are maps in order of insertion with keys of any type, integers beyond 2^53 are bigints. */
export type PickleValue =
	| null
	| boolean
	| number
	| bigint
	| string
	| Uint8Array
	| PickleValue[]
	| Map<PickleValue, PickleValue>
	| PickleSet
	| PickleGlobal
	| PickleNode
	| NumberArray;

/** `large` where a limit was met: nothing is known to be wrong with the file. */
export type DamageKind = 'empty' | 'cut' | 'foreign' | 'damaged' | 'large';

export interface PickleDamage {
	kind: DamageKind;
	/** Offset of the first byte that could not be used. */
	byte: number;
	/** For people, continuing "the file is …": "cut at byte 133". */
	message: string;
}
