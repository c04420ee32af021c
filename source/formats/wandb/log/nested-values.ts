import type {Json} from '../../../core/run.ts';

/** What a row's nested object holds. */
export interface NestedValues {
	numbers: {path: string[]; value: number}[];
	/** Logged objects (images, tables): path and type. Numbers in them are no measurements. */
	objects: {path: string[]; type: string}[];
}

const deepest = 32;

/** Finds the numbers of a nested object, by their paths below `path`. */
export function findNested(object: Json, path: readonly string[]): NestedValues {
	const found: NestedValues = {numbers: [], objects: []};
	const visit = (value: Json, at: string[]): void => {
		if (typeof value === 'number') found.numbers.push({path: at, value});
		if (value === null || typeof value !== 'object' || Array.isArray(value) || at.length > deepest) return;
		if (typeof value._type === 'string') found.objects.push({path: at, type: value._type});
		else for (const [key, inner] of Object.entries(value)) visit(inner, [...at, key]);
	};
	visit(object, [...path]);
	return found;
}
