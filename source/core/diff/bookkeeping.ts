/**
 * Keys in which a tracker keeps its own accounts: `_wandb.cli_version`, `_runtime`, `hydra.job.num`, Sacred's `__doc__`, `output_lines` of
 * `xtui run`. They differ in every run and no person chose them. What Hydra and flexlock call `_target_` and `_preset_` was chosen.
 */
export function isBookkeeping(key: string): boolean {
	const [first = ''] = key.split(/[./]/);
	if (/^__/.test(first)) return true;
	if (first.startsWith('_') && !first.endsWith('_')) return true;
	if (key === 'wandb_version' || /^output_(?:lines|bytes)$/.test(key)) return true;
	return (first === 'hydra' || first === 'mlflow' || first === 'wandb') && key !== first;
}
