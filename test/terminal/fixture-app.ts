// A small program on the terminal, for the tests that run it in a pseudo-terminal. Its keys are its script.
import {writeFileSync} from 'node:fs';
import {Grid} from '../../source/draw/grid.ts';
import {colorOf, makeStyle, roleStyle} from '../../source/draw/style.ts';
import {openTerminal} from '../../source/terminal/terminal.ts';

const terminal = openTerminal({
	input: process.stdin,
	output: process.stdout,
	env: process.env,
	mouse: process.argv.includes('--mouse'),
});
let count = 0;
let last = '-';
let events = 0;
let noise = '';

function draw(): void {
	const {cols, rows, capabilities} = terminal;
	const grid = new Grid(cols, rows);
	const border = roleStyle('border');
	grid.put(0, 0, `┌${'─'.repeat(cols - 2)}┐`, border);
	grid.put(0, rows - 1, `└${'─'.repeat(cols - 2)}┘`, border);
	for (let y = 1; y < rows - 1; y++) {
		grid.put(0, y, '│', border);
		grid.put(cols - 1, y, '│', border);
		if (y > 5) grid.put(2, y, noise, y % 2 === 0 ? 0 : border, cols - 4);
	}
	grid.put(
		2,
		1,
		`size ${cols}x${rows} colors ${capabilities.colors} dark ${capabilities.dark} sync ${capabilities.synchronized}`,
		0,
	);
	grid.put(2, 2, `count ${count}`, roleStyle('good'));
	grid.put(2, 3, `last ${last} in ${events}`, makeStyle(0, colorOf('selection')));
	grid.put(2, 4, '世界 ▁▂▃▄ ⣀⡇', roleStyle('run1'));
	terminal.show(grid);
}

const acts: Record<string, () => void> = {
	q: () => {
		terminal.close();
		process.exit(0);
	},
	'ctrl-c': () => {
		terminal.close();
		process.exit(0);
	},
	'ctrl-z': () => terminal.suspend(),
	'ctrl-l': () => terminal.redraw(),
	t: () => {
		throw new Error('thrown on purpose');
	},
	r: () => void Promise.reject(new Error('rejected on purpose')),
	x: () => process.exit(3),
	p: () => console.log('stray words'),
	e: () =>
		void terminal.pause(async () => {
			console.error('never seen on the screen');
			await new Promise<void>(resolve => {
				process.stdin.once('data', () => resolve());
				process.stdin.resume();
			});
		}),
	w: () => {
		// A whole screen that changes as fast as it can, for a link that does not.
		const step = () => {
			count++;
			noise = String(count).repeat(60);
			draw();
			if (count < 400) setImmediate(step);
			else writeFileSync(process.env.DONE_FILE ?? '/dev/null', '');
		};
		step();
	},
	'+': () => count++,
};

terminal.onKeys(keys => {
	events++;
	for (const key of keys) {
		last = `${key.ctrl ? 'ctrl-' : ''}${key.meta ? 'meta-' : ''}${key.shift ? 'shift-' : ''}${key.name}`;
		acts[last]?.();
	}
	if (!keys.some(key => key.name === 'q')) draw();
});
terminal.onPaste(text => {
	last = `paste(${text.length})`;
	draw();
});
terminal.onMouse(([event]) => {
	last = `${event?.action} ${event?.x},${event?.y}`;
	draw();
});
terminal.onResize(draw);
terminal.onCapabilities(draw);
draw();
