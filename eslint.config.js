import js from "@eslint/js";
import robloxTs from "eslint-plugin-roblox-ts";
import tseslint from "typescript-eslint";

const time = "Time, timers and random are handed in through ports, or the simulation could not own them.";

/** What only composition roots and engine ports may touch. */
const ambient = {
	"no-restricted-globals": [
		"error",
		...["setTimeout", "setInterval", "setImmediate", "performance", "fetch"].map((name) => ({ name, message: time })),
		{ name: "Bun", message: "Only composition roots touch the machine." },
		{ name: "process", message: "Only composition roots touch the machine." },
	],
	"no-restricted-properties": [
		"error",
		{ object: "Date", property: "now", message: time },
		{ object: "Math", property: "random", message: time },
		{ object: "crypto", property: "randomUUID", message: time },
		{ object: "crypto", property: "getRandomValues", message: time },
		{ object: "crypto", property: "subtle", message: "It settles outside the simulated turn." },
	],
	"no-restricted-syntax": [
		"error",
		{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: time },
		{
			selector:
				"ImportDeclaration[source.value=/^(node:)?(fs|fs.promises|child_process|net|http|https|timers|worker_threads)$/]",
			message: "Only composition roots touch files, processes and sockets.",
		},
	],
};

function forbidImports(...groups) {
	return {
		"no-restricted-imports": ["error", { patterns: groups.map(([group, message]) => ({ group, message })) }],
	};
}

const noSim = [["**/sim/**"], "Nothing imports the simulator but itself and the end-to-end tests."];
const noGame = [["**/game/**"], "Game and companion meet in shared/ only."];
const noCompanion = [["**/companion/**"], "Game and companion meet in shared/ only."];
const noDiscordJs = [["discord.js"], "companion/bot/discord-client.ts is the only file that knows discord.js."];

/** The composition root, and what it alone imports. */
const machineFiles = [
	...["companion/main.ts", "companion/machine-ports.ts"],
	...["companion/backup/backup-files.ts", "companion/backup/copy-database.ts", "companion/backup/copy-program.ts"],
	...["companion/doctor/ask-doctor.ts", "companion/doctor/storage/file-machine.ts"],
	...["companion/setup/machine-terminal.ts", "companion/setup/machine-env-file.ts"],
];

export default tseslint.config(
	{ ignores: ["**/node_modules/**", "out/**", "include/**", "bench/ingest/peers/generated/**"] },
	{
		files: ["**/*.ts"],
		extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
		rules: {
			"no-undef": "off",
			eqeqeq: "error",
			"@typescript-eslint/no-explicit-any": "error",
			"@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
			"@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
			"@typescript-eslint/switch-exhaustiveness-check": "error",
			"@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
			"max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
			"max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
		},
	},
	{ files: ["**/*.d.ts"], rules: { "@typescript-eslint/no-unused-vars": "off" } },
	{
		files: ["game/**/*.ts", "shared/**/*.ts", "examples/**/*.ts"],
		ignores: ["shared/bun/**", "**/*.test.ts"],
		extends: [robloxTs.configs.recommended],
		languageOptions: {
			parserOptions: { projectService: false, project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
		},
	},
	{
		files: ["companion/**/*.ts", "shared/bun/**/*.ts", "shared/**/*.test.ts"],
		languageOptions: {
			parserOptions: {
				projectService: false,
				project: "./companion/tsconfig.json",
				tsconfigRootDir: import.meta.dirname,
			},
		},
	},
	{
		files: ["sim/**/*.ts", "scripts/**/*.ts", "bench/**/*.ts"],
		languageOptions: {
			parserOptions: { projectService: false, project: "./sim/tsconfig.json", tsconfigRootDir: import.meta.dirname },
		},
	},
	{
		files: ["**/*.test.ts", "**/testing/**/*.ts", "game/spec/**/*.ts", "game/client-spec/**/*.ts"],
		rules: { "max-lines-per-function": "off" },
	},
	{
		files: ["shared/**/*.ts"],
		rules: { ...forbidImports([["**/game/**", "**/companion/**", "**/sim/**"], "shared/ imports only itself."]) },
	},
	{
		files: ["companion/**/*.ts"],
		ignores: [...machineFiles, "**/*.test.ts", "companion/testing/**"],
		rules: { ...ambient, ...forbidImports(noSim, noGame, noDiscordJs) },
	},
	{
		files: machineFiles,
		rules: forbidImports(noSim, noGame, noDiscordJs),
	},
	{
		// The second file takes types only.
		files: ["companion/bot/discord-client.ts", "companion/bot/slash-command.ts"],
		rules: forbidImports(noSim, noGame),
	},
	{ files: ["companion/**/*.test.ts"], rules: forbidImports(noSim, noGame) },
	{
		files: ["game/**/*.ts"],
		rules: forbidImports(noSim, noCompanion),
	},
	{
		// The engine's UpdateAsync wants several return values from its transform.
		files: ["game/server/engine/entry-store.ts"],
		rules: { "roblox-ts/no-user-defined-lua-tuple": ["error", { allowTupleMacro: true }] },
	},
	{
		// The simulator runs on handed-in time; its entry points and the real clock are where time comes from.
		files: ["sim/**/*.ts"],
		ignores: ["sim/**/main.ts", "sim/clock/**", "**/*.test.ts", "sim/**/testing/**"],
		rules: {
			"no-restricted-properties": ambient["no-restricted-properties"],
			"no-restricted-syntax": [ambient["no-restricted-syntax"][0], ambient["no-restricted-syntax"][1]],
		},
	},
);
