import {arrayTitle} from './numpy.ts';
import {PickleGlobal, PickleNode, type PickleValue} from './values.ts';

/** What an object is called that is shown by its name alone: a function, a class, an array without its numbers. Undefined for anything else. */
export function titleOf(node: PickleNode): string | undefined {
	const [, name] = node.args;
	switch (node.shortName) {
		case '_make_function':
			return `<function ${functionNameOf(node) ?? '?'}>`;
		case '_make_skeleton_class':
		case '_make_skeleton_enum':
			return typeof name === 'string' ? `<class ${name}>` : undefined;
		case '_frombuffer':
		case '_reconstruct':
			return node.className.startsWith('numpy.') ? arrayTitle(node) : undefined;
		default:
			return memberOf(node);
	}
}

/** "<Opt.ADAM>": a member of an enumeration, where cloudpickle writes out its class. */
function memberOf({callable, args}: PickleNode): string | undefined {
	if (!(callable instanceof PickleNode) || callable.shortName !== '_make_skeleton_enum') return undefined;
	const [, name, , members] = callable.args;
	const member = members instanceof Map ? [...members].find(([, value]) => value === args[0])?.[0] : undefined;
	return typeof member === 'string' && typeof name === 'string' ? `<${name}.${member}>` : undefined;
}

/** cloudpickle writes a function as _make_function(code, globals, …), where the code is that of CodeType(…, file name, name, …). */
export function functionNameOf(value: PickleValue | undefined): string | null {
	if (value instanceof PickleGlobal) return value.name.startsWith('_make_') ? null : value.name;
	if (!(value instanceof PickleNode)) return null;
	if (value.shortName !== '_make_function') return value.className.split('.').at(-1) ?? null;
	const code = value.args[0];
	if (!(code instanceof PickleNode)) return null;
	const texts = code.args.filter(argument => typeof argument === 'string');
	return texts[1] ?? null;
}
