import {leftLines} from '../core/importance/importance-lines.ts';
import type {Influence} from '../core/importance/influence.ts';
import {
	certaintyWords,
	describeCertainty,
	describeInfluence,
	describeInteraction,
	describeMethod,
	formatChance,
	formatShare,
} from '../core/importance/words.ts';
import {cleanText} from '../core/text/clean-text.ts';
import {type Block, type TableCell, textCell} from './blocks.ts';
import type {ReportSource} from './source.ts';

const mostSettings = 15;

/** Which settings decide over the first yardstick; nothing where too few runs tell. */
export function importanceBlocks({importance, yardsticks}: ReportSource): Block[] {
	const [yardstick] = yardsticks;
	if (importance === null || yardstick === undefined || importance.influences.length === 0) return [];
	const {metric, direction} = yardstick;
	const cells = (influence: Influence): TableCell[] => [
		textCell(cleanText(influence.parameter.key)),
		{text: formatShare(influence.share), bar: influence.share, ...(influence.certainty === 'none' && {role: 'dim' as const})},
		textCell(influence.chance === null ? describeCertainty(influence) : formatChance(influence.chance)),
		{text: certaintyWords[influence.certainty], ...(influence.certainty === 'none' && {role: 'dim' as const})},
		textCell(describeInfluence(influence, metric, direction)),
	];
	const sure = importance.method === 'forest' ? '90 % interval' : 'chance that it is none';
	return [
		{kind: 'heading', text: `What decides over ${cleanText(metric)}`},
		{kind: 'text', text: `Share of the ranking that each setting has a part in, by ${describeMethod(importance)}.`},
		{
			kind: 'table',
			table: {
				columns: [{title: 'setting'}, {title: 'share', right: true}, {title: sure}, {title: ''}, {title: 'how'}],
				rows: importance.influences.slice(0, mostSettings).map(cells),
			},
		},
		...importance.interactions.map(
			(interaction): Block => ({
				kind: 'text',
				text: `Together, beyond what each does alone: ${describeInteraction(interaction)}.`,
			}),
		),
		...(importance.left.length > 0 ? [{kind: 'text' as const, text: `Not looked at: ${leftLines(importance).join('; ')}.`}] : []),
	];
}
