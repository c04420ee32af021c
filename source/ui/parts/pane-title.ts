import type {Span} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';

/** A pane's title with the number that focuses it: `2 Charts`. */
export function paneTitle(number: number, title: string, focused: boolean): Span[] {
	const style = focused ? roleStyle('default', bold) : roleStyle('default');
	const shown = {text: title, style};
	return number > 0 ? [{text: `${number} `, style: roleStyle(focused ? 'accent' : 'dim')}, shown] : [shown];
}
