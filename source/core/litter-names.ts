/** Thumbs.db and desktop.ini are spelt in several ways. */
const named = /^(?:\.ds_store|thumbs\.db|ehthumbs\.db|desktop\.ini)$/i;

/**
 * True for the name of a file that a desktop leaves beside others: an AppleDouble half (`._events.out…`, which bears the name of the file that it
 * belongs to, so that it looks like one more), a folder's looks and pictures, the lock of an open Office document. None is ever a tracker's.
 */
export function isLitter(name: string): boolean {
	const first = name.charCodeAt(0);
	// '.' and '~' start most of them; the rest have a length of their own, so that few names are looked at any closer.
	if (first === 46) return name.charCodeAt(1) === 95 || (name.length === 9 && named.test(name));
	if (first === 126) return name.charCodeAt(1) === 36;
	return name.length >= 9 && name.length <= 11 && named.test(name);
}
