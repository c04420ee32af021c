export {type Condensed, condensePickle} from './condense.ts';
export {type JsonLimits, keyText, namedEntries, type PlainJson, pickleToJson} from './json.ts';
export type {ClassReading, PickleOptions} from './machine.ts';
export {plainValue} from './plain.ts';
export {maxPickleBytes, type PickleReading, readPickle} from './read.ts';
export {functionNameOf} from './titles.ts';
export {
	type DamageKind,
	NumberArray,
	type PickleDamage,
	PickleGlobal,
	PickleNode,
	PickleSet,
	type PickleValue,
} from './values.ts';
