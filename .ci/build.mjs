// Bundles the program into dist/: a small first file, the screen, the engine's thread, the commands, and Ink as a module, so that Ink and
// React are read only when a screen wants them. See source/README.md.

import {createHash} from 'node:crypto';
import {chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {build} from 'esbuild';
import {compileProgram} from './compile.mjs';

const require = createRequire(import.meta.url);
const {version} = JSON.parse(readFileSync('package.json', 'utf8'));

function digestSources() {
	const digest = createHash('sha1').update(version);
	const names = readdirSync('source', {recursive: true}).filter(name => /\.tsx?$/.test(name));
	for (const name of names.sort()) digest.update(name).update(readFileSync(`source/${name}`));
	return digest.digest('hex').slice(0, 16);
}

/** Tells this program from every other: what one has read and kept, another would perhaps have read otherwise. */
const sourcesDigest = digestSources();

/** Ink imports its optional developer tools at the top, which are not installed: an empty module stands in for them. */
const withoutDevtools = {
	name: 'without-devtools',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^react-devtools-core$/}, () => ({path: 'react-devtools-core', namespace: 'empty'}));
		onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}', loader: 'js'}));
	},
};

/** meow brings a reader of package descriptions, which costs a tenth of a short command before its first line and is never asked here. */
const withoutPackageReader = {
	name: 'without-package-reader',
	setup({onLoad}) {
		onLoad({filter: /meow\/build\/dependencies\.js$/}, ({path}) => {
			const text = readFileSync(path, 'utf8');
			const contents = text
				.replace('var normalizeExports = requireNormalize();', 'var normalizeExports = () => {};')
				.replace(/^promisify\(execFile\);$/m, '');
			if (contents === text || contents.includes('promisify(execFile)'))
				throw new Error(`${path} loads its reader of package descriptions in another way now`);
			return {contents, loader: 'js'};
		});
	},
};

/** Files in CommonJS load these from the modules beside them; what answers shells is required. */
const besideIt = {
	name: 'beside-it',
	setup({onResolve}) {
		onResolve({filter: /completion\/from-index\.ts$/}, ({kind}) =>
			kind === 'require-call' ? {path: './complete.cjs', external: true} : null,
		);
		onResolve({filter: /images\/image\.ts$/}, ({kind}) =>
			kind === 'dynamic-import' ? {path: './images.cjs', external: true} : null,
		);
		onResolve({filter: /\/ink-layer\.tsx$/}, ({kind}) =>
			kind === 'dynamic-import' ? {path: './ink-layer.mjs', external: true} : null,
		);
	},
};

/** Parts of Node that take milliseconds to load and that many starts never use: loaded when one of their functions is first called for. */
const late = ['node:child_process', 'node:net', 'node:worker_threads', 'node:zlib'];

const lateParts = {
	name: 'late-parts',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^node:/}, ({path, namespace}) => {
			if (!late.includes(path)) return null;
			return namespace === 'late' ? {path, external: true} : {path, namespace: 'late'};
		});
		onLoad({filter: /.*/, namespace: 'late'}, ({path}) => {
			const getters = Object.keys(require(path)).map(name => `get ${name}() {return require('${path}').${name};}`);
			return {contents: `module.exports = {${getters.join()}};`};
		});
	},
};

/** Options that the program and its tests are both bundled with, so that the tests run what is shipped. */
export const shared = {
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node20.19',
	jsx: 'automatic',
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.XTUI_VERSION': JSON.stringify(version),
		'process.env.XTUI_BUILD': JSON.stringify(sourcesDigest),
	},
	plugins: [withoutDevtools, withoutPackageReader],
	loader: {'.wasm': 'binary'},
	// Ink's dependencies and ink-table are CommonJS in part and need a require.
	banner: {
		js: "import {createRequire as xtuiCreateRequire} from 'node:module';const require=xtuiCreateRequire(import.meta.url);",
	},
	logLevel: 'warning',
};

/** Tells what was built from what is to be built; whatever makes one differ from the other is in it. */
function stampOfBuild() {
	const digest = createHash('sha1').update(sourcesDigest).update(process.version);
	for (const name of ['.ci/build.mjs', '.ci/compile.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'])
		digest.update(readFileSync(name));
	return digest.digest('hex');
}

/**
 * Scripts are read byte by byte as Latin-1, which costs a fraction of UTF-8 (source/io/code-cache.ts), so nothing in them may be more than ASCII. esbuild
 * escapes all but regular expressions: there `/[━…]/` would silently look for other signs.
 */
function escapeScripts(outdir) {
	for (const name of readdirSync(outdir).filter(name => name.endsWith('.cjs') || name === 'cli.js')) {
		const text = readFileSync(`${outdir}/${name}`, 'utf8');
		const ascii = text.replace(/[^\x00-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
		if (ascii !== text) writeFileSync(`${outdir}/${name}`, ascii);
	}
}

/** Builds the program, unless that is what lies there. */
export async function buildProgram(outdir = 'dist') {
	const file = `${outdir}/built.txt`;
	const stamp = stampOfBuild();
	const isBuilt = existsSync(file) && readFileSync(file, 'utf8') === stamp;
	if (isBuilt) return;
	await bundleProgram(outdir);
	await compileProgram(outdir);
	writeFileSync(file, stamp);
}

async function bundleProgram(outdir) {
	rmSync(outdir, {recursive: true, force: true});
	await build({
		...shared,
		entryPoints: {'ink-layer': 'source/ui/ink-layer.tsx'},
		outdir,
		minify: true,
		outExtension: {'.js': '.mjs'},
	});
	// CommonJS starts sooner, and can be run with code compiled at an earlier start (source/io/code-cache.ts).
	const script = {
		...shared,
		banner: {},
		format: 'cjs',
		minify: true,
		outdir,
		plugins: [withoutPackageReader, besideIt, lateParts],
	};
	await build({...script, entryPoints: {cli: 'source/cli.ts'}});
	writeFileSync(`${outdir}/package.json`, '{"type": "commonjs"}\n');
	// Code from a cache cannot import: what is wanted later is required.
	const supported = {'dynamic-import': false};
	// A library asks for a module's own address; a script has its file name.
	const define = {...shared.define, 'import.meta': 'xtuiMeta'};
	const banner = {js: 'const xtuiMeta={url:"file://"+encodeURI(__filename)};'};
	const parts = {
		main: 'source/main.ts',
		screen: 'source/screen.ts',
		engine: 'source/engine/worker.ts',
		worker: 'source/engine/boot.ts',
		complete: 'source/commands/completion/from-index.ts',
	};
	const part = {...script, supported, define, banner, outExtension: {'.js': '.cjs'}};
	await build({...part, entryPoints: parts});
	// A decoder prints what it thinks of damaged pictures, which would stand on the screen.
	await build({...part, entryPoints: {images: 'source/encodings/images/image.ts'}, drop: ['console']});
	escapeScripts(outdir);
	chmodSync(`${outdir}/cli.js`, 0o755);
}

/** The demo's programs; they are no part of the package. */
export async function buildDemo(outdir = '.cache/demo') {
	await build({...shared, entryPoints: ['demo/main.ts', 'demo/trainer.ts'], outdir});
}

if (process.argv[2] === 'demo') await buildDemo();
else if (process.argv[2] === 'screens') {
	await buildDemo();
	await build({...shared, entryPoints: ['test/drive/screens.ts'], outdir: '.cache/screens', external: ['@lydell/node-pty']});
} else if (process.argv[2] === 'bench') {
	await build({
		...shared,
		entryPoints: ['main', 'fuzz', 'fuzz-relations', 'fuzz-live', 'table-truth', 'text-truth'].map(
			name => `test/bench/${name}.ts`,
		),
		outdir: '.cache/bench',
	});
} else if (process.argv[1] === new URL(import.meta.url).pathname) await buildProgram(process.argv[2]);
