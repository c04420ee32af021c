const mark = 'version https://git-lfs.github.com/';

/** What to say of a file that is no more than a pointer: a clone without Git LFS has these in place of the files. */
export const lfsFault = "only Git LFS's pointer to the file is here, git lfs pull brings the file itself";

/** True for the beginning of a file that Git LFS has left as a pointer. */
export function isLfsPointer(bytes: Uint8Array): boolean {
	return bytes.length >= mark.length && [...mark].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}
