import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';

export interface FixtureApp {
	folder: string;
	/** The built program. */
	file: string;
	remove(): Promise<void>;
}

/** Bundles fixture-app.ts into a directory of its own below .cache/. */
export async function buildFixtureApp(): Promise<FixtureApp> {
	await mkdir('.cache', {recursive: true});
	const folder = await mkdtemp(path.resolve('.cache', 'terminal-app-'));
	const file = path.join(folder, 'app.mjs');
	await build({
		entryPoints: [path.resolve('test/terminal/fixture-app.ts')],
		outfile: file,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		minify: true,
		logLevel: 'warning',
	});
	return {folder, file, remove: () => rm(folder, {recursive: true, force: true})};
}
