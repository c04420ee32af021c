import {closeSync, openSync, readSync, statSync} from 'node:fs';
import path from 'node:path';
import type {Finding} from '../../core/check/finding.ts';
import {isWithin} from '../../core/files/paths.ts';
import {formatCount} from '../../core/text/units.ts';
import {isCutModel} from '../../formats/plain/cut-files.ts';
import {describeError, listDirectory, nodeFiles} from '../../io/files.ts';
import {errorCode, isLink} from '../../io/look.ts';

const mostFiles = 20_000;
const deepest = 12;
/** A large model is written in one go; one that stands still for so long is written no more. */
const savingMs = 60_000;

export interface FileCheck {
	files: number;
	bytes: number;
	findings: Finding[];
}

/** Reads the first and the last byte of a file: what can be opened may still not be read (a disk, a network share). */
function tryReading(file: string, bytes: number): void {
	const descriptor = openSync(file, 'r');
	try {
		const byte = Buffer.alloc(1);
		for (const at of bytes > 0 ? [0, bytes - 1] : []) readSync(descriptor, byte, 0, 1, at);
	} finally {
		closeSync(descriptor);
	}
}

/** True for a link to a directory, which may lead back up; false where nobody can say, as it will be seen then that it cannot be read. */
const isLinkToDirectory = (at: string): boolean => isLink(at) && nodeFiles.stat(at)?.kind === 'directory';

const isShut = (error: unknown): boolean => ['EACCES', 'EPERM'].includes(errorCode(error));

/**
 * Tries to read every file at and below a path. Directories in `others` belong to other runs and are left to them; pipes and devices are never
 * opened, and of very many files only the first ones are, which is said.
 * @param most how many
 * @param mayLeadNowhere whether a link to nothing is as it should be, by its path and its target
 */
export function checkFiles(
	start: string,
	others: ReadonlySet<string>,
	mayLeadNowhere: (path: string, target: string) => boolean = () => false,
	most = mostFiles,
): FileCheck {
	const check: FileCheck = {files: 0, bytes: 0, findings: []};
	const fail = (file: string, message: string) => check.findings.push({severity: 'error', kind: 'file', file, message});
	let isCut = false;
	const walk = (at: string, depth: number): void => {
		if (check.files >= most) {
			isCut = true;
			return;
		}
		if (depth > deepest) return;
		try {
			const found = statSync(at);
			if (found.isDirectory()) for (const {name} of listDirectory(at)) visit(path.join(at, name), depth + 1);
			else if (found.isFile()) {
				check.files++;
				check.bytes += found.size;
				tryReading(at, found.size);
				const read = (offset: number, length: number) => nodeFiles.readRange(at, offset, length);
				const isOld = Date.now() - found.mtimeMs > savingMs;
				if (isOld && isCutModel(at, {size: found.size, read}))
					fail(at, 'Is cut: shorter than it says itself, it cannot be loaded; restore it from a copy');
			}
		} catch (error) {
			// What its owner keeps for himself outside of the run, as wandb links a log of its own in his cache, is no fault of it.
			const target = at === start ? null : nodeFiles.linkTarget?.(at);
			if (target == null) fail(at, `It cannot be read: ${describeError(error)}`);
			else if (!isShut(error)) {
				if (!mayLeadNowhere(at, target)) fail(at, `This link leads nowhere: ${describeError(error)}`);
			} else if (isWithin(path.resolve(path.dirname(at), target), start)) {
				fail(at, `This link leads to what cannot be read: ${describeError(error)}`);
			}
		}
	};
	const visit = (at: string, depth: number): void => {
		if (!others.has(at) && path.basename(at) !== '.git' && !isLinkToDirectory(at)) walk(at, depth);
	};
	walk(start, 0);
	if (isCut) {
		const message = `There are more than ${formatCount(most)} files: the others were not opened`;
		check.findings.push({severity: 'warning', kind: 'file', file: null, message});
	}
	return check;
}
