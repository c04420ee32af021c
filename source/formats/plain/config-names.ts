const configWords =
	/^(?:config|configuration|cfg|hparams|hyper_?params|hyper_?parameters|args|arguments|params|settings|options)$/i;

/** True for what lies in an object that holds the settings of a run. */
export function isConfigPath(path: string): boolean {
	const slash = path.indexOf('/');
	return slash > 0 && configWords.test(path.slice(0, slash));
}

/** True for the name of an object that holds the settings of a run. */
export function isConfigName(name: string): boolean {
	return configWords.test(name);
}

/** The same for a column of a table; `params/norm` and the like are of a model's parameters there. */
export function isConfigColumn(name: string): boolean {
	return /^(?:config|cfg|hparams)\/./i.test(name);
}

/** A setting's path within that object; that of a setting outside is its own. */
export function withinConfig(path: string): string {
	return isConfigPath(path) ? path.slice(path.indexOf('/') + 1) : path;
}
