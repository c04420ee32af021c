import type {HealthKind} from '../core/health/mark.ts';
import type {Status} from '../core/status.ts';
import type {Glyphs} from './glyphs.ts';
import type {Role} from './style.ts';

/** How states and marks look, as data: `statusLook`, `markLook`. Each is one cell wide in every common font. */

export interface Look {
	glyph: string;
	ascii: string;
	word: string;
	role: Role;
}

export const statusLooks: Record<Status, Look> = {
	queued: {glyph: '◔', ascii: 'o', word: 'queued', role: 'dim'},
	running: {glyph: '●', ascii: '*', word: 'running', role: 'good'},
	idle: {glyph: '◌', ascii: '.', word: 'idle', role: 'dim'},
	stalled: {glyph: '⚠', ascii: '!', word: 'stalled', role: 'warn'},
	finished: {glyph: '✓', ascii: '+', word: 'finished', role: 'default'},
	failed: {glyph: '✗', ascii: 'x', word: 'failed', role: 'bad'},
	crashed: {glyph: '✗', ascii: 'X', word: 'crashed', role: 'bad'},
	stopped: {glyph: '■', ascii: '#', word: 'stopped', role: 'dim'},
	pruned: {glyph: '▽', ascii: 'v', word: 'pruned', role: 'dim'},
	unknown: {glyph: '?', ascii: '?', word: 'unknown', role: 'dim'},
	deleted: {glyph: '–', ascii: '-', word: 'deleted', role: 'dim'},
};

/** Marks that a person or a comparison puts on a run. `best` is worked out, the others are chosen. */
export const markLooks = {
	best: {glyph: '★', ascii: '*', word: 'best', role: 'accent'},
	interesting: {glyph: '◆', ascii: '&', word: 'interesting', role: 'info'},
	baseline: {glyph: '⚑', ascii: '@', word: 'baseline', role: 'info'},
	pinned: {glyph: '▲', ascii: '^', word: 'pinned', role: 'accent'},
	problem: {glyph: '⚠', ascii: '!', word: 'problem', role: 'warn'},
} as const satisfies Record<string, Look>;

/** What is wrong in a run's curves: a small sign beside its name. */
export const healthLooks: Record<HealthKind, Look> = {
	nonfinite: {glyph: '×', ascii: 'x', word: 'NaN or infinite', role: 'bad'},
	divergence: {glyph: '↑', ascii: '^', word: 'diverging', role: 'bad'},
	overfitting: {glyph: '⇅', ascii: '%', word: 'overfitting', role: 'warn'},
	plateau: {glyph: '→', ascii: '>', word: 'plateau', role: 'dim'},
	slower: {glyph: '↓', ascii: 'v', word: 'slower', role: 'warn'},
};

/** The sign of a status or mark as the font allows. */
export function lookGlyph(look: Look, {unicode}: Pick<Glyphs, 'unicode'>): string {
	return unicode ? look.glyph : look.ascii;
}
