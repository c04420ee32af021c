const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

/** Text without meaning to HTML, in content and in attributes with quotes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, character => entities[character]!);
}
