import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as pass} from 'node:timers/promises';
import {tableOf} from '../../source/core/query/columns/row-table.ts';
import {told} from '../../source/core/query/compile/compile-word.ts';
import {attributeField, configField, metricField} from '../../source/core/query/fields/field.ts';
import {selectListed} from '../../source/store/selectors.ts';
import {startReadingAhead} from '../../source/ui/read-ahead.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

test('what the filter may ask is read while nothing else is done, and again of runs that change while somebody types', async () => {
	const screen = openScreen(100, 30, {started: false});
	const {store, engine} = screen;
	const stop = startReadingAhead(store, () => performance.now());
	const fields = [told, attributeField('tag', 'tag'), configField('lr', 'lr'), metricField('loss', 'last', 'loss')];
	const unread = () => {
		const table = tableOf(selectListed(store.getState()));
		return fields.filter(({id}) => !table.columns.has(id!)).map(({id}) => id);
	};
	const until = async (isIt: () => boolean) => {
		while (!isIt()) await pass(2);
	};
	engine.post({type: 'start', roots: []});
	assert.equal(unread().length, fields.length);
	await until(() => unread().length === 0);
	screen.press('f');
	engine.send({rows: [fakeRow({key: 0, name: 'other', step: 900})]});
	assert.equal(unread().length, fields.length, 'another table, of which nothing was asked yet');
	await until(() => unread().length === 0);
	stop();
});
