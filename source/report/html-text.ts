const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

/** Text without meaning to HTML, in content and in attributes with quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => entities[character]!);
