import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Box, render, Text, useInput, useWindowSize} from 'ink';
import {useState} from 'react';
import {roleStyle} from '../../source/draw/style.ts';
import {inkColor} from '../../source/terminal/colour/role-color.ts';
import {parseFrame} from '../../source/terminal/paint/ansi-frame.ts';
import {createInkHost} from '../../source/ui/ink-host.ts';

function App() {
	const [typed, setTyped] = useState('');
	const {columns, rows} = useWindowSize();
	useInput(input => setTyped(before => before + input));
	return (
		<Box width={columns} height={rows} flexDirection="column" borderStyle="single" borderColor={inkColor('border')}>
			<Text color={inkColor('good')}>typed {typed}</Text>
		</Box>
	);
}

/** Renders the app; `next` resolves with the next frame that satisfies a question. */
function renderApp(cols: number, rows: number) {
	const frames: string[] = [];
	let wake = () => {};
	const host = createInkHost(cols, rows, frame => {
		frames.push(frame);
		wake();
	});
	const instance = render(<App />, host.renderOptions);
	const last = () => parseFrame(frames.at(-1) ?? '', 40, 10).grid;
	const next = (isIt: (lines: string[]) => boolean) =>
		new Promise<string[]>(resolve => {
			wake = () => {
				const lines = last().lines();
				if (isIt(lines)) resolve(lines);
			};
			wake();
		});
	return {host, instance, last, next, frames};
}

test('each frame comes as one text, with its roles, and the size passes on', async () => {
	const {host, instance, last, next, frames} = renderApp(20, 4);
	const lines = await next(found => found.length > 0);
	assert.equal(lines[0], `┌${'─'.repeat(18)}┐`);
	assert.equal(lines[3], `└${'─'.repeat(18)}┘`);
	assert.equal(last().styles[0], roleStyle('border'));
	assert.equal(last().styles[40 + 1], roleStyle('good'));
	host.resize(30, 6);
	await next(found => found[5] === `└${'─'.repeat(28)}┘`);
	instance.unmount();
	await instance.waitUntilExit();
	assert.ok(
		frames.every(frame => !frame.includes('\x1b[?')),
		'no cursor or mode sequence passes for a frame',
	);
});

test('text that is sent reaches useInput', async () => {
	const {host, instance, next} = renderApp(20, 4);
	await next(found => found[1]!.includes('typed'));
	host.send('abc');
	await next(found => found[1]!.includes('typed abc'));
	instance.unmount();
	await instance.waitUntilExit();
});
