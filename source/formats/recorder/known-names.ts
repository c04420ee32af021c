/** Names of files that other programs write: opening them all would cost more than a recorder of such a name is worth. */

/** Those that every run of such a program has. */
export const knownYaml =
	/^(config|hydra|overrides|meta|hparams|args|opt|conda|environment|python_env|MLmodel|wandb-.*|dvc)\.ya?ml$/i;

/** Names without an ending. */
export const knownWithoutEnding =
	/^(checkpoint|latest|last|best|stdout|stderr|lock|pid|HEAD|MLmodel|[A-Z_-]+|Makefile|Dockerfile|Procfile|Snakefile|Jenkinsfile)$/;

/** Endings that say what a file is, and names whose endings say something else: none of these is looked into. */
export const knownEnding = new RegExp(
	`\\.(${[
		'[a-z]*sh|bat|c|cc|cfg|conf|cpp|css|cu|cuda|cxx|diff|go|h|hpp|html?|in|ini|ipynb|java|js|jsonl?|json5|jsx|lock',
		'log|lua|md|mjs|patch|ps1|py[a-z]?|r|rb|rst',
		'rs|sbatch|scss|sql|svg|tex|toml|tsx?|txt|xml|ya?ml|err|error|out|pid|complete|done|tmp|tag|env|example|sample',
		'gitignore|map|whl',
		'bmp|gif|jpe?g|mp[34]|ogg|pdf|png|tiff?|wav|webm|webp|avi|mov|ply|obj|stl|ttf|woff2?|eps',
		'7z|bz2|gz|rar|t[abgx]z|tar|xz|zip|zst|arrow|avro|csv|db|feather|h5|hdf5?|lmdb|mat|np[yz]|nc|parquet|sqlite3?',
		'tsv|xlsx?|duckdb|db-\\w+',
		'bin|ckpt|gguf|index|keras|metag?|meta|mlmodel|model|onnx|pb|pbtxt|pth?|safetensors|spm|tflite|traineddata',
		'vocab|weights|wandb|swanlab|cp|content|user|joblib|so|o|a|dll|exe|jar',
		'\\d+',
	].join('|')})$|tfevents|\\.data-\\d`,
	'i',
);
