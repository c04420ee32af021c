import type {Json} from '../../core/run.ts';

/** A text that says something: `???` is Hydra's word for a value that is missing. */
export const textOf = (value: Json | undefined): string | null =>
	typeof value === 'string' && value !== '' && value !== '???' ? value : null;
