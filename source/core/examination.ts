import type {Json, JsonObject} from './run.ts';
import {cleanText} from './text/clean-text.ts';

/** One fact that an examination found; `advice` says what to do where it is not as it should be. */
export interface Fact {
	/** Key in JSON. */
	id: string;
	label: string;
	value: Json;
	/** For people; the value itself where it is left out. */
	text?: string;
	advice?: string;
}

export interface Section {
	id: string;
	title: string;
	facts: Fact[];
}

const textOf = ({value, text}: Fact): string => {
	if (text !== undefined) return text;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	return value === null ? 'not known' : typeof value === 'string' ? value : JSON.stringify(value);
};

/** Sections as lines for people, advice below what it is about. */
export function examinationLines(sections: readonly Section[]): string[] {
	const shown = sections.filter(({facts}) => facts.length > 0);
	const width = Math.min(40, Math.max(0, ...shown.flatMap(({facts}) => facts.map(({label}) => label.length))));
	return shown.flatMap(({title, facts}, i) => [
		...(i === 0 ? [] : ['']),
		title,
		...facts.flatMap(fact => [
			cleanText(`  ${fact.label.padEnd(width)}  ${textOf(fact)}`),
			...(fact.advice === undefined ? [] : [cleanText(`  ${' '.repeat(width)}  → ${fact.advice}`)]),
		]),
	]);
}

/** The same for programs: one object a section, and all advice in a list. */
export function examinationJson(sections: readonly Section[]): JsonObject {
	const json: JsonObject = {};
	for (const {id, facts} of sections) json[id] = Object.fromEntries(facts.map(fact => [fact.id, fact.value]));
	json.advice = sections.flatMap(({id, facts}) =>
		facts.flatMap(fact => (fact.advice === undefined ? [] : [{about: `${id}.${fact.id}`, text: fact.advice}])),
	);
	return json;
}
