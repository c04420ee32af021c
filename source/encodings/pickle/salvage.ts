import {type Machine, setPairs} from './machine.ts';
import {PickleNode, PickleSet, type PickleValue} from './values.ts';

/**
 * Puts together what a cut pickle has said so far: what lies above a mark goes into the container below it, a state into its object.
 * Returns the outermost value, undefined where nothing was said.
 */
export function salvage(machine: Machine): PickleValue | undefined {
	const {stack, marks} = machine;
	for (let mark = marks.pop(); mark !== undefined; mark = marks.pop()) {
		const items = joinStates(stack.splice(mark));
		const below = stack.at(-1);
		if (below instanceof Map) setPairs(below, items);
		else if (below instanceof PickleSet) below.items.push(...items.slice(0, 1000));
		else if (Array.isArray(below)) for (const item of items) below.push(item);
		else if (below instanceof PickleNode && below.state === undefined) fillNode(below, items);
		else stack.push(items);
	}
	return joinStates(stack)[0];
}

/** The last value of a cut pickle may be the state of the object before it. */
function joinStates(items: PickleValue[]): PickleValue[] {
	for (let last = items.at(-1), before = items.at(-2); items.length > 1; last = items.at(-1), before = items.at(-2)) {
		if (!(before instanceof PickleNode) || before.state !== undefined || !(last instanceof Map || Array.isArray(last))) break;
		before.state = last;
		items.pop();
	}
	return items;
}

function fillNode(node: PickleNode, items: PickleValue[]): void {
	const pairs = items.length > 1 && items.every((item, index) => index % 2 === 1 || typeof item === 'string');
	if (pairs) {
		node.entries ??= new Map();
		setPairs(node.entries, items);
	} else node.items = [...(node.items ?? []), ...items];
}
