import type {JsonObject} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import {formatTimestamp} from '../../core/text/units.ts';
import {parseJournal} from '../../formats/native/index.ts';
import {describeError} from '../../io/files.ts';
import {localZone} from '../../io/local-zone.ts';
import {readWords} from '../../launch/words/say.ts';
import {type Verification, verify} from '../../launch/words/signature.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {findTargets} from './targets.ts';

function describe(verification: Verification): string {
	return verification.verified ? `signed by ${verification.by}, verified` : `not verified: ${verification.why}`;
}

/** `xtui journal RUN`: everything that was said of a run, by whom and when, with signatures checked. */
export async function runJournal(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	if (found === null) return 1;
	const [target] = found.targets;
	if (target === undefined || found.targets.length > 1) {
		input.warn('xtui: journal takes one run: xtui journal RUN');
		return 2;
	}
	let lines: string[];
	try {
		({lines} = readWords(target, process.cwd()));
	} catch (error) {
		input.warn(`xtui: ${cleanText(describeError(error), Number.POSITIVE_INFINITY)}`);
		return 1;
	}
	for (const line of lines) {
		const [entry] = parseJournal(`${line}\n`).entries;
		if (entry === undefined) continue;
		const isSigned = entry.signature !== null;
		const verification: Verification = isSigned ? await verify(line, process.cwd()) : {verified: false, why: 'not signed'};
		if (input.flags.json === true) {
			const raw: JsonObject = JSON.parse(line);
			input.print(jsonText({...raw, verified: verification.verified}));
			continue;
		}
		const {atMs, by, op, value, undoes} = entry;
		const said = value === null ? '' : ` ${cleanText(typeof value === 'string' ? value : JSON.stringify(value))}`;
		const what = undoes === null ? `${op}${said}` : `takes back ${op}${said}`;
		input.print(
			`${formatTimestamp(atMs, localZone)}  ${by ?? 'unknown'}  ${what}${isSigned ? `  (${describe(verification)})` : ''}`,
		);
	}
	return 0;
}
