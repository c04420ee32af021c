import {closeSync, lstatSync, openSync, readlinkSync, readSync, statSync} from 'node:fs';
import path from 'node:path';
import type {Finding} from '../../core/check/finding.ts';
import {describeError, listDirectory} from '../../io/files.ts';

const mostFiles = 20_000;
const deepest = 12;

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

/**
 * Tries to read every file at and below a path. Directories in `others` belong to other runs and are left to them; pipes and devices are never
 * opened.
 * @param mayLeadNowhere whether a link to nothing is as it should be, by its path and its target
 */
export function checkFiles(
	start: string,
	others: ReadonlySet<string>,
	mayLeadNowhere: (path: string, target: string) => boolean = () => false,
): FileCheck {
	const check: FileCheck = {files: 0, bytes: 0, findings: []};
	const fail = (file: string, message: string) => check.findings.push({severity: 'error', kind: 'file', file, message});
	const walk = (at: string, depth: number): void => {
		if (check.files >= mostFiles || depth > deepest) return;
		try {
			const found = statSync(at);
			if (found.isDirectory()) for (const {name} of listDirectory(at)) visit(path.join(at, name), depth + 1);
			else if (found.isFile()) {
				check.files++;
				check.bytes += found.size;
				tryReading(at, found.size);
			}
		} catch (error) {
			const isLink = lstatSync(at, {throwIfNoEntry: false})?.isSymbolicLink() === true;
			if (isLink && mayLeadNowhere(at, readlinkSync(at))) return;
			fail(at, isLink ? `This link leads nowhere: ${describeError(error)}` : `It cannot be read: ${describeError(error)}`);
		}
	};
	const visit = (at: string, depth: number): void => {
		const isLoop =
			lstatSync(at, {throwIfNoEntry: false})?.isSymbolicLink() === true && statSync(at, {throwIfNoEntry: false})?.isDirectory();
		if (!others.has(at) && !isLoop && path.basename(at) !== '.git') walk(at, depth);
	};
	walk(start, 0);
	return check;
}
