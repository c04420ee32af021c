import type {FieldValue} from '../../core/query/fields/attributes.ts';
import {attributeField, configField, type Field, metricField} from '../../core/query/fields/field.ts';
import {printField} from '../../core/query/language/print.ts';
import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatNumber, formatParameter} from '../../core/text/units.ts';
import {currentRun, selectConfig, selectShownMetrics} from '../selectors.ts';
import type {State} from '../state.ts';
import {selectGoal} from './goals.ts';

/** A value of the run under the cursor that the list can be filtered by. */
export interface ValueChoice {
	/** The field as it is typed. */
	field: string;
	title: string;
	value: FieldValue;
	text: string;
	/** `=` for this value only; for a metric, a value at least as good. */
	sign: '=' | '<=' | '>=';
}

const attributesAsked = ['status', 'verdict', 'group', 'format', 'host', 'user', 'parent', 'error'] as const;
const mostMetrics = 4;
const longest = 200;

function choice(field: Field, title: string, value: FieldValue, sign: ValueChoice['sign'] = '='): ValueChoice[] {
	if (value === null || (typeof value === 'string' && value.length > longest)) return [];
	const show = field.source.from === 'config' ? formatParameter : formatNumber;
	const text = typeof value === 'number' ? show(value) : cleanText(String(value));
	return [{field: field.label, title, value, text, sign}];
}

function metricChoice(state: State, row: RunRow, name: string): ValueChoice[] {
	const field = metricField(name, 'last', printField({scope: 'metric', name, suffix: null, step: null}));
	const value = field.read(row, 0);
	if (typeof value !== 'number' || Number.isNaN(value)) return choice(field, name, value);
	const goal = selectGoal(state, name);
	return goal === null ? [] : choice(field, name, value, goal.direction === 'down' ? '<=' : '>=');
}

/** What of the run under the cursor tells it from others: its state, tags, the settings that differ, metrics; then all other settings. */
export function valueChoices(state: State): ValueChoice[] {
	const row = currentRun(state);
	if (row === null) return [];
	const {differing, constant} = selectConfig(state);
	const setting = (key: string) => {
		const field = configField(key, printField({scope: 'config', name: key, suffix: null, step: null}));
		return choice(field, key, field.read(row, state.nowMs));
	};
	return [
		...attributesAsked.slice(0, 1).flatMap(name => choice(attributeField(name, name), name, row.status)),
		...row.tags.flatMap(tag => choice(attributeField('tag', 'tag'), 'tag', tag)),
		...differing.flatMap(({key}) => setting(key)),
		...selectShownMetrics(state)
			.slice(0, mostMetrics)
			.flatMap(name => metricChoice(state, row, name)),
		...attributesAsked.slice(1).flatMap(name => {
			const field = attributeField(name, name);
			return choice(field, name, field.read(row, state.nowMs));
		}),
		...constant.flatMap(({key}) => setting(key)),
	];
}
