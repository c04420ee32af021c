// Puts the program's own key table into README, between the marks that stand there.
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';

const {stdout} = spawnSync('node', ['dist/cli.js', 'keys', '--md'], {encoding: 'utf8'});
const readme = readFileSync('README.md', 'utf8');
writeFileSync(
	'README.md',
	readme.replace(/<!-- keys -->[\s\S]*<!-- \/keys -->/, () => `<!-- keys -->\n${stdout.trim()}\n<!-- /keys -->`),
);
