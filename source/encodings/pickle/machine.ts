import {type Cursor, Damage} from './cursor.ts';
import {PickleGlobal, PickleNode, PickleSet, type PickleValue} from './values.ts';

/** What to do with objects of one class, by the last part of its name, so that large files need not be kept whole. */
export interface ClassReading {
	/** Does not keep what is set by key on the object. */
	dropEntries?: boolean;
	/** Called when the state is there; what it returns takes the object's place. */
	build?(node: PickleNode): PickleValue;
}

export interface PickleOptions {
	/** Files above this are not read, in bytes. */
	maxBytes?: number;
	/** Most lists, dicts and objects that may be made. */
	maxObjects?: number;
	classes?: Record<string, ClassReading>;
	/** Keeps all that is stored for later, also what this input does not ask for again. */
	keepAll?: boolean;
	/** For reading on in the middle of a pickle: what was stored before, as far as it is known; the rest is named "pickle.earlier". */
	earlier?: ReadonlyMap<number, PickleValue>;
}

/** The stack, the marks and the memo of the pickle machine, with the rules of each container. */
export class Machine {
	readonly stack: PickleValue[] = [];
	readonly marks: number[] = [];
	readonly memo = new Map<number, PickleValue>();
	private memoized = 0;
	private objects = 0;
	private readonly maxObjects: number;
	/** Start of the opcode at work, for messages. */
	at = 0;

	constructor(
		readonly cursor: Cursor,
		private readonly options: PickleOptions,
		private readonly fetched: Set<number> | null,
	) {
		this.maxObjects = options.maxObjects ?? 2_000_000;
		// How many entries came before is not known: new ones are kept apart.
		if (options.earlier) this.memoized = 2 ** 40;
	}

	fail(message: string): never {
		throw new Damage('damaged', this.at, `damaged at byte ${this.at}: ${message}`);
	}

	pop(): PickleValue {
		if (this.stack.length <= (this.marks.at(-1) ?? 0)) this.fail('a value is missing');
		return this.stack.pop() as PickleValue;
	}

	top(): PickleValue {
		const value = this.stack.at(-1);
		return value === undefined || this.stack.length <= (this.marks.at(-1) ?? 0) ? this.fail('a value is missing') : value;
	}

	popMark(): PickleValue[] {
		const mark = this.marks.pop();
		return mark === undefined ? this.fail('a mark is missing') : this.stack.splice(mark);
	}

	popGlobal(): PickleValue {
		const callable = this.pop();
		return callable instanceof PickleGlobal || callable instanceof PickleNode
			? callable
			: this.fail('something that is no class is called');
	}

	popArguments(): PickleValue[] {
		const list = this.pop();
		return Array.isArray(list) ? list : [list];
	}

	/** Puts a new container on the stack, as long as there may be more of them. */
	make(value: PickleValue): void {
		if (++this.objects > this.maxObjects)
			throw new Damage('large', this.at, `larger than the limit of ${this.maxObjects} objects`);
		this.stack.push(value);
	}

	remember(index: number, value: PickleValue): void {
		this.memoized = Math.max(this.memoized, index + 1);
		if (this.fetched !== null && !this.fetched.has(index)) return;
		this.memo.set(index, value);
		if (value instanceof PickleNode) value.memo = index;
	}

	memoize(): void {
		this.remember(this.memoized, this.top());
	}

	recall(index: number): void {
		const value = this.memo.get(index) ?? this.options.earlier?.get(index);
		if (value !== undefined) this.stack.push(value);
		else if (this.options.earlier) this.stack.push(new PickleGlobal('pickle', 'earlier'));
		else this.fail(`entry ${index} was never stored`);
	}

	append(items: PickleValue[]): void {
		const target = this.top();
		let list: PickleValue[];
		if (Array.isArray(target)) list = target;
		else if (target instanceof PickleSet) list = target.items;
		else if (target instanceof PickleNode) {
			target.items ??= [];
			list = target.items;
		} else this.fail('something that is no list is appended to');
		for (const item of items) list.push(item);
	}

	/** `items` are keys and values in turn. */
	setItems(items: PickleValue[]): void {
		const target = this.top();
		let map: Map<PickleValue, PickleValue>;
		if (target instanceof Map) map = target;
		else if (target instanceof PickleNode) {
			if (this.options.classes?.[target.shortName]?.dropEntries) return;
			target.entries ??= new Map();
			map = target.entries;
		} else this.fail('something that is no dict is set by key');
		setPairs(map, items);
	}

	build(): void {
		const state = this.pop();
		const target = this.top();
		if (!(target instanceof PickleNode)) {
			// A name, or the result of a call that we show by value: what its __setstate__ would do cannot matter to us.
			return;
		}
		if (state !== target) target.state = state;
		const replace = this.options.classes?.[target.shortName]?.build;
		if (replace === undefined) return;
		const value = replace(target);
		this.stack[this.stack.length - 1] = value;
		if (target.memo >= 0) this.memo.set(target.memo, value);
	}
}

export function setPairs(map: Map<PickleValue, PickleValue>, items: PickleValue[]): void {
	for (let index = 0; index + 1 < items.length; index += 2) map.set(items[index] as PickleValue, items[index + 1] as PickleValue);
}
