const configWords =
	/^(?:config|configuration|cfg|hparams|hyper_?params|hyper_?parameters|args|arguments|params|settings|options)$/i;

/** True for what lies in an object that holds the settings of a run. */
export function isConfigPath(path: string): boolean {
	const slash = path.indexOf('/');
	return slash > 0 && configWords.test(path.slice(0, slash));
}

/** True for the name of an object that holds the settings of a run. */
export const isConfigName = (name: string): boolean => configWords.test(name);

/** The same for a column of a table; `params/norm` and the like are of a model's parameters there. */
export const isConfigColumn = (name: string): boolean => /^(?:config|cfg|hparams)\/./i.test(name);

/** A setting's path within that object; that of a setting outside is its own. */
export const withinConfig = (path: string): string => (isConfigPath(path) ? path.slice(path.indexOf('/') + 1) : path);
