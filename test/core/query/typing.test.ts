import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseQuery} from '../../../source/core/query/language/parse.ts';
import {printQuery} from '../../../source/core/query/language/print.ts';
import {ask} from './asking.ts';
import {makeRow} from './rows.ts';

/** The same query as it is printed, or where it is refused, and why. */
function read(text: string): string {
	const parsed = parseQuery(text);
	return parsed.ok ? printQuery(parsed.syntax) : `${parsed.error.from}..${parsed.error.to} ${parsed.error.message}`;
}

function check(cases: readonly (readonly [string, string])[]): void {
	assert.deepEqual(
		cases.map(([text]) => `${text} → ${read(text)}`),
		cases.map(([text, meant]) => `${text} → ${meant}`),
	);
}

test('what is typed in one way or another is one query', () => {
	check([
		['1<lr<2', '1<lr<2'],
		['2>=lr>1', '1<lr<=2'],
		['1d<age', 'age>1d'],
		['2026-11-01<started', 'started>2026-11-01'],
		['"0.5"<acc', '"0.5"<acc'],
		['0.5<acc,0.7', '"0.5"<acc,0.7'],
		['0.5<acc x', 'acc>0.5 x'],
		['0.5:acc', '"0.5":acc'],
		['-5<lr<"a b"', '-5<lr<"a b"'],
		['"a b"<lr<3', '"a b"<lr<3'],
		['has:a,b', 'has:a,b'],
		['!has:a', 'not has:a'],
		['has!:a', 'not has:a'],
		['has=a', 'has:a'],
		['"has":a', '"has":a'],
		['m.<3', '"m."<3'],
		['sort:+lr,-acc', 'sort:lr,-acc'],
		['limit:1k', 'limit:1000'],
		['limit:0', 'limit:0'],
		['a | b || c', 'a or b or c'],
		['"and" "in" notes', '"and" "in" notes'],
		['is:x is=x', 'is:x is=x'],
		['not not a', 'not not a'],
		['not -a', 'not not a'],
		['a (b c) (d or e)', 'a b c (d or e)'],
		["name='a b' 'c d'", 'name="a b" "c d"'],
		['`a b`<3', '"a b"<3'],
		['a"b c"d', '"ab cd"'],
		['name="a\\"b"', 'name="a\\"b"'],
		['name="a\\\\b\\d"', 'name="a\\b\\d"'],
		['name~a,b', 'name~a,b'],
		['name~(a|b)c', 'name~(a|b)c'],
		['name~[,)]x', 'name~[,)]x'],
		['name~a\\,b', 'name~a\\,b'],
		['name~a\\ b', 'name~"a\\\\" b'],
		['name~a\\', 'name~"a\\\\"'],
		["name~'a b'", 'name~"a b"'],
		['layers=[1, 2]', 'layers=[1,2]'],
		['layers=[[1, 2], 3]', 'layers=[[1,2],3]'],
		['layers=[1', 'layers=[1'],
		['layers=[a b]', 'layers="[a b]"'],
		['lr in [1, "2 3"]', 'lr=1,"2 3"'],
		['lr in (1,2)', 'lr=1,2'],
		['lr==1', 'lr=1'],
		['lr<>1', 'lr!=1'],
		['"a!"<3', '"a!"<3'],
		['x!y', 'x!y'],
		['m.lr.max cfg.lr@5', 'm.lr.max cfg.lr@5'],
		['"m.lr"<3', '"m.lr"<3'],
		['"lr.max"<3', '"lr.max"<3'],
		['"@5"<3', '@5<3'],
		['note like "50%_x"', 'note~^50.*.x$'],
		['note not ilike %x', 'not note~^.*x$'],
		['note contains a,b', 'note:a,b'],
		['avg("a b")>1', '"a b".mean>1'],
		['min(tag:a) x', 'min tag:a x'],
		['flag:a b=1', 'flag:a b=1'],
		['x is missing', 'not has:x'],
		['x is not none', 'not (not has:x or x=null,None)'],
		['x is nonelike', 'x=nonelike'],
		['x is not 3 is nan', 'not x=3 "is" nan'],
		['x is and y', 'x "is" y'],
		['flag:a in [1,2]', 'cfg.a=1,2'],
		['min(loss) is 3', 'loss.min=3'],
		['x between 1 and 2 y', '1<=x<=2 y'],
		['x not between "a b", c', 'not "a b"<=x<=c'],
		['x between 1', 'x "between" 1'],
		["name =~ '^a b'", 'name~"^a b"'],
		['dir=~/runs', 'dir=~/runs'],
		[`x="~'a'"`, `x="~'a'"`],
		['x≤3 y≥1 z≠0', 'x<=3 y>=1 z!=0'],
		['x in y', 'x "in" y'],
		['"is" contains a', 'is:a'],
		['[x', '[x'],
		['0.5<0.7', '"0.5"<0.7'],
		['a or b c', 'a or b c'],
		['(a or b) c', '(a or b) c'],
		['not (a b)', 'not (a b)'],
		['name=""', 'name=""'],
		['layers="[1]x"', 'layers="[1]x"'],
		['layers="[1] "', 'layers="[1] "'],
		['name~""', 'name~""'],
		['name~"(a"', 'name~"(a"'],
		['name~[(]x', 'name~[(]x'],
		['"-x"<lr<3', '"-x"<lr<3'],
		['"!x"<lr<3', '"!x"<lr<3'],
		['"and"<3 "is"<3', '"and"<3 is<3'],
		['"1k"<3', '"1k"<3'],
		['m."n"<3', 'm.n<3'],
		['"sort":a sort=a', '"sort":a sort=a'],
		['"cfg.a".max<3', '"cfg.a".max<3'],
	]);
});

test('what cannot be meant is refused where it stands', () => {
	check([
		['1<lr<2,3', '5..8 A range ends at one value'],
		['has:', '3..4 has: needs a field'],
		['has:a,', '5..6 has: needs a field'],
		['has:a,,b', '5..6 has: needs a field'],
		['""', '0..2 The quotes are empty'],
		['"":3', '0..2 The name of a field is empty'],
		['sort:', '4..5 A field is missing in sort:'],
		['sort:-', '4..6 A field is missing in sort:'],
		['sort:lr,', '7..8 A field is missing in sort:'],
		['group:-lr', '6..9 Only sort: takes a sign, not group:'],
		['group:lr=3', '8..9 = does not belong in group:'],
		['limit:-1', '0..8 limit: needs a whole number'],
		['limit:1.5', '0..9 limit: needs a whole number'],
		['limit:9e99', '0..10 limit: needs a whole number'],
		['and a', '0..3 Nothing stands before and'],
		['a and', '2..5 Nothing follows and'],
		['(a and) b', '3..6 Nothing follows and'],
		['a and and b', '6..9 Nothing stands between and and and'],
		['a and or b', '6..8 Nothing stands between and and or'],
		['name~', '4..5 The value behind ~ is missing'],
		['lr in [1 2]', '6..8 The list is not closed'],
		['lr in [', '6..7 A value is missing in the list'],
		['lr in [1,', '6..7 A value is missing in the list'],
		['loss<=', '4..6 The value behind <= is missing'],
		['loss<=,', '4..6 The value behind <= is missing'],
		['a~"x', '2..4 The quote is not closed'],
		[`${'x '.repeat(10_000)}y`, '20000..20001 The query is longer than 20000 characters'],
		['loss<<3', '5..6 < stands where a value is expected'],
		['1<<2', '2..3 < stands where a value is expected'],
		['-group:a', '0..8 group: cannot be denied'],
		['not -sort:a', '4..11 sort: cannot be denied'],
	]);
});

test('a text is a number only where a person would read it as one', () => {
	const rows = ['12', ' 12 ', '0x20', '', 'Infinity', 'Infinite', '1_000', '-.5', '0b1', '1e400'].map(v =>
		makeRow({name: `<${v}>`, config: {v}}),
	);
	const found = Object.fromEntries(
		['v=12', 'v=32', 'v=0', 'v=1', 'v=inf', 'v=1000', 'v=-0.5'].map(query => [query, ask(query, rows)]),
	);
	assert.deepEqual(found, {
		'v=12': '<12> < 12 >',
		'v=32': '',
		'v=0': '',
		'v=1': '',
		'v=inf': '<Infinity> <1e400>',
		'v=1000': '',
		'v=-0.5': '<-.5>',
	});
	assert.equal(ask('acc=41%', [makeRow({name: 'a', metrics: {acc: 0.41}})]), 'a');
});
