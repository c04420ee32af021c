import type {Directive} from './syntax.ts';

/** What the parser carries along: the text, where it is, how deep, and the directives met so far. */
export interface Reading {
	readonly text: string;
	at: number;
	depth: number;
	directives: Directive[];
}
