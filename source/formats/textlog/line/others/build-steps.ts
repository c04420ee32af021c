/** Instructions of a Dockerfile with their first word, which no sign follows and, but for ports and users, no number. */
const instruction =
	/^Step (\d+)\/(\d+) : (?:(FROM|RUN|COPY|ADD|WORKDIR|CMD|ENTRYPOINT|VOLUME|SHELL|ONBUILD|HEALTHCHECK|STOPSIGNAL|MAINTAINER)\s+(?![-+]?\.?\d[\d.]*(?:[,;\s]|$))|(?:ENV|ARG|LABEL|EXPOSE|USER)\s+)(?![=:])/;
/** What BuildKit says of a step as it begins: "#5 [2/6] RUN pip install torch", "#8 [builder 2/6] COPY . .", "#1 [internal] load build definition". */
const buildKitStep =
	/^(?:#\d+|\s*=>) (?:CACHED )?\[(?:internal\]|(?:[\w.:/-]+ )*\d+\/\d+\] (?:FROM|RUN|COPY|ADD|WORKDIR|SHELL|ONBUILD|STOPSIGNAL)\b)/;
/** What it says of steps that have begun, with the seconds before what their programs print: "#5 1.234 Collecting numpy==1.26", "#5 DONE 12.3s". */
const ofBuildKit = /^(?:#\d+ (?:\d+\.\d+(?:\s|$)|\.\.\.$|[A-Za-z[])|\s*=> )/;
/** How many of how many commands ninja has begun: "[2/3] c++ a.o -o b.so". */
const numbered = /^\[\s*\d+\/\d+\] +(?=\S)/;
const compiled = 'C|CXX|CUDA|HIP|OBJC|OBJCXX|Fortran|ASM(?:[-_]\\w+)?|ISPC|RC|Swift|C\\+\\+|Rust|Cython';
/** Endings of the files that a build generates for itself. */
const generated = 'cc?|cpp|cxx|hh?|hpp|inc|inl|py|ts|js|rs|s|S|ll|moc|qrc|pb|def|map|lds|ptx';
/** What CMake and Meson have ninja say of a command, and what ninja's own generators do. */
const described = new RegExp(
	`^(?:(?:Building|Compiling|Linking|Scanning|Generating|Precompiling) (?:${compiled}) ?\\S*|Linking (?:(?:static|shared) )?target|` +
		`Scanning \\S+ for \\w+ dependencies|Generating \\S+(?:\\.(?:${generated})$| with a custom command)|` +
		'Automatic (?:MOC|UIC|RCC)|Re-(?:running CMake|checking)|Running utility command for|' +
		"Install(?:ing)? the project|Performing \\S+ step|No \\S+ step for|Creating directories for|Completed '|" +
		'(?:ACTION|STAMP|LINK|SOLINK|ALINK|CC|CXX|AR|COPY) (?://|[\\w./-]*/|lib|obj))',
);
/**
 * A tool of a build before its options, also behind its path and behind what only runs it: "/usr/bin/c++ -MMD", ": && ccache g++ -shared". Some are
 * called as losses are, "cl 0.5".
 */
const tool =
	/^(?:: && )?(?:\S*[\\/])?(?:(?:ccache|sccache|distcc)(?:\.exe)? (?:\S*[\\/])?)?(?:[\w.]+-)*(?:nvcc|hipcc|ptxas|nvlink|fatbinary|gcc|g\+\+|cc|c\+\+|clang|clang\+\+|icc|icpc|icx|icpx|cl|link|ld|ar|rustc|gfortran|cython|swig|cmake|cmd)(?:-[\d.]+)?(?:\.exe)?\s+(?:.*\s)?(?:--?[A-Za-z]|[/@][A-Za-z]|\S+\.(?:a|o|obj|lib)(?:\s|$))/;
/** A command that is run in a directory of its own. */
const inDirectory = /^cd \S+ && \S/;
/** A file that a command line with options makes: "-o cpu_adam.o". */
const making = /^\S+ .*\s-o \S+\.(?:o|so|obj|a|dylib|pyd|dll|lib|cubin|ptx)(?:\s|$)/;

/**
 * Knows the lines that a build says of its steps, which are lines of a file and no steps of a training: those of `docker build` before BuildKit
 * ("Step 2/9 : RUN pip install torch"), of BuildKit ("#5 [2/6] RUN pip install torch"), and of ninja, which PyTorch has build its extensions as a
 * training begins ("[1/3] nvcc -c kernel.cu -o kernel.o", "[12/120] Building CXX object a.o").
 */
export class BuildSteps {
	private last = 0;
	private total = 0;
	/** True once BuildKit said that a step begins. */
	private isBuildKit = false;

	/** True for a line of a build. */
	take(text: string): boolean {
		return text.charCodeAt(0) === 0x5b ? isOfNinja(text) : this.takeOfImage(text);
	}

	/** True for a line of the build of an image, in which no training begins; one may build its extensions as it does. */
	takeOfImage(text: string): boolean {
		const code = text.charCodeAt(0);
		if (code === 0x53) return text.startsWith('Step ') && this.takeInstruction(text);
		if (code !== 0x23 && code !== 0x20 && code !== 0x3d) return false;
		this.isBuildKit ||= buildKitStep.test(text);
		return this.isBuildKit && ofBuildKit.test(text);
	}

	/**
	 * Words that a training may say too, as the LABEL or the ENV of a value, are a build's only in a row with steps before them; a Dockerfile begins
	 * with FROM or ARG.
	 */
	private takeInstruction(text: string): boolean {
		const found = instruction.exec(text);
		if (found === null) return false;
		const step = Number(found[1]);
		const total = Number(found[2]);
		const isInRow = step === this.last + 1 && (step === 1 ? text.includes(' : ARG') : total === this.total);
		if (found[3] === undefined && !isInRow) return false;
		this.last = step === total ? 0 : step;
		this.total = total;
		return true;
	}
}

function isOfNinja(text: string): boolean {
	const found = numbered.exec(text);
	if (found === null) return false;
	const command = text.slice(found[0].length);
	return described.test(command) || tool.test(command) || inDirectory.test(command) || making.test(command);
}
