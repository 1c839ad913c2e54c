import { describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { SETTINGS } from "../../companion/config/settings";
import { EXIT, STOP_MILLISECONDS_MAX } from "../../companion/program-ends";
import { BODY_BYTES_MAX } from "../../shared/limits";
import { listOr, objectOr, parseJson, valueAt } from "../json";

/** Nobody starts a container or a unit in a test. What these files name has to be there all the same. */

const ROOT = join(import.meta.dir, "..", "..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8").replaceAll("\r\n", "\n");
const matches = (text: string, pattern: RegExp): readonly string[] =>
	[...text.matchAll(pattern)].map(([, found = ""]) => found);

const SETTING_NAMES: readonly string[] = Object.values(SETTINGS).map(({ name }) => name);
const PORT = SETTINGS.port.fallback ?? "";
const STOP_SECONDS = STOP_MILLISECONDS_MAX / 1_000;
const manifest = parseJson(read("package.json"));
const SCRIPTS = Object.keys(objectOr(valueAt(manifest, "scripts")));
const [BUN_VERSION = ""] = matches(read("README.md"), /npx --yes bun@([\d.]+) run/g);

function unknownSettings(names: readonly string[]): readonly string[] {
	return names.filter((name) => !SETTING_NAMES.includes(name));
}

describe("Dockerfile", () => {
	const dockerfile = read("Dockerfile");
	const ignored = read(".dockerignore");
	const copied = matches(dockerfile, /^COPY (?!--)(.+) \S+$/gm).flatMap((sources) => sources.split(" "));

	test("is made from the Bun that the README names", () => {
		const images = matches(dockerfile, /^FROM (\S+)/gm);
		expect(new Set(images)).toEqual(new Set([`oven/bun:${BUN_VERSION}`]));
		expect(BUN_VERSION).toBe(Bun.version);
	});

	test("copies what is there, and what is sent to it", () => {
		expect(copied).toContain("companion");
		for (const source of copied) {
			expect([source, existsSync(join(ROOT, source))]).toEqual([source, true]);
			expect(ignored.split("\n")).toContain(`!${source}`);
		}
	});

	test("sends nothing else, and no settings or data", () => {
		const sent = matches(ignored, /^!(.+)$/gm);
		expect(sent.toSorted()).toEqual([...new Set(copied)].toSorted());
		for (const line of ["*", "**/.env", "**/*.sqlite*"]) expect(ignored.split("\n")).toContain(line);
	});

	test("sets variables that there are, and opens the port that there is", () => {
		const set = matches(dockerfile, /^ENV ([A-Z_]+)=/gm);
		expect(unknownSettings(set.filter((name) => name !== "NODE_ENV"))).toEqual([]);
		expect(matches(dockerfile, /^ENV PORT=(\d+)$/gm)).toEqual([PORT]);
		expect(matches(dockerfile, /^EXPOSE (\d+)$/gm)).toEqual([PORT]);
	});

	test("keeps database and backups in volumes, and runs as nobody special", () => {
		const volumes = listOr(parseJson(matches(dockerfile, /^VOLUME (.+)$/gm)[0] ?? ""));
		expect(volumes).toEqual(["/data", "/backups"]);
		expect(dockerfile).toContain("ENV DATABASE_URL=file:/data/");
		expect(dockerfile).toContain("ENV BACKUP_DIR=/backups\n");
		expect(matches(dockerfile, /^USER (\S+)$/gm)).toEqual(["bun"]);
	});

	test("starts the program, and asks it how it is", () => {
		const command = listOr(parseJson(matches(dockerfile, /^ENTRYPOINT (.+)$/gm)[0] ?? ""));
		expect(command).toEqual(["bun", "companion/main.ts"]);
		expect(matches(dockerfile, /^STOPSIGNAL (\S+)$/gm)).toEqual(["SIGTERM"]);
		expect(dockerfile).toMatch(/^HEALTHCHECK .*\\\n.*\$\{process\.env\.PORT\}\/health\/live`/m);
	});

	test("leaves out nothing that the program imports, and no package that it needs", async () => {
		const packages = Object.keys(objectOr(valueAt(manifest, "dependencies")));
		const transpiler = new Bun.Transpiler({ loader: "ts" });
		const isLeftOut = (path: string): boolean => /\.test\.ts$|\/testing\/|\/fixtures\//.test(path);
		const packageOf = (wanted: string): string => /^(@[^/]+\/)?[^/]+/.exec(wanted)?.[0] ?? wanted;
		const wrong: string[] = [];
		for await (const path of new Bun.Glob("{companion,shared}/**/*.ts").scan({ cwd: ROOT })) {
			const file = path.replaceAll("\\", "/");
			if (isLeftOut(file) || file.endsWith(".d.ts")) continue;
			for (const { path: wanted } of transpiler.scanImports(read(file))) {
				const isRelative = wanted.startsWith(".");
				const isThere = isRelative
					? !isLeftOut(`${wanted}.ts`) && !wanted.includes("/testing/")
					: isBuiltin(wanted) || wanted.startsWith("bun:") || packages.includes(packageOf(wanted));
				if (!isThere) wrong.push(`${file} imports ${wanted}`);
			}
		}
		expect(wrong).toEqual([]);
	});
});

describe("compose.yaml", () => {
	const service = valueAt(Bun.YAML.parse(read("compose.yaml")), "services", "purser");

	test("sets variables that there are, and listens to this machine alone", () => {
		const environment = objectOr(valueAt(service, "environment"));
		expect(unknownSettings(Object.keys(environment))).toEqual([]);
		expect(environment["PORT"]).toBe(PORT);
		expect(valueAt(service, "ports")).toEqual([`127.0.0.1:${PORT}:${PORT}`]);
	});

	test("mounts what the image keeps, and gives it time to end", () => {
		const mounted = listOr(valueAt(service, "volumes")).map((volume) => String(volume).split(":")[1]);
		expect(mounted).toEqual(["/data", "/backups"]);
		const grace = Number(/^(\d+)s$/.exec(String(valueAt(service, "stop_grace_period")))?.[1]);
		expect(grace).toBeGreaterThan(STOP_SECONDS);
	});
});

test("Procfile: bot, api and all start the program by Bun, with settings that there are", () => {
	const lines = read("Procfile").trim().split("\n");
	expect(lines.map((line) => line.split(":")[0])).toEqual(["all", "bot", "api"]);
	for (const line of lines) {
		const [, assignments = "", command] = /^\w+: ((?:[A-Z_]+=\S+ )*)(.+)$/.exec(line) ?? [];
		expect(command).toBe("bun companion/main.ts");
		expect(unknownSettings(matches(assignments, /([A-Z_]+)=/g))).toEqual([]);
	}
});

test("the systemd unit starts the program, gives it time to end, and does not insist on wrong settings", () => {
	const unit = read("deploy/purser.service");
	expect(matches(unit, /^ExecStart=(.+)$/gm)).toEqual(["/usr/local/bin/bun companion/main.ts"]);
	expect(unknownSettings(matches(unit, /^Environment=([A-Z_]+)=/gm))).toEqual([]);
	expect(Number(matches(unit, /^TimeoutStopSec=(\d+)$/gm)[0])).toBeGreaterThan(STOP_SECONDS);
	expect(matches(unit, /^RestartPreventExitStatus=(\d+)$/gm)).toEqual([String(EXIT.config)]);
	const [state = ""] = matches(unit, /^StateDirectory=(.+)$/gm);
	expect(unit).toContain(`DATABASE_URL=file:/var/lib/${state}/`);
});

test.each([
	["deploy/Caddyfile", /reverse_proxy 127\.0\.0\.1:(\d+)\n/g, /max_size (\d+)KiB/g],
	["deploy/nginx.conf", /proxy_pass http:\/\/127\.0\.0\.1:(\d+);\n/g, /client_max_body_size (\d+)k;/g],
] as const)("%s hands on to the port that there is, whole bodies and unchanged paths", (path, upstream, size) => {
	const text = read(path);
	expect(matches(text, upstream)).toEqual([PORT]);
	expect(matches(text, size).map((kibibytes) => Number(kibibytes) * 1_024)).toEqual([BODY_BYTES_MAX]);
});

describe("pages for operators", () => {
	const PAGES = ["docs/operations.md", "docs/upgrading.md", "README.md"];

	test.each(PAGES)("%s names commands that there are, run by one Bun", (page) => {
		const text = read(page);
		const commands = matches(text, /(?:npx --yes bun@[\d.]+|bun) run ([a-z:]+)/g);
		expect(commands.length).toBeGreaterThan(0);
		expect(commands.filter((command) => !SCRIPTS.includes(command))).toEqual([]);
		expect(new Set(matches(text, /bun@([\d.]+)/g))).toEqual(new Set([BUN_VERSION]));
	});

	test.each(PAGES)("%s names files that there are", (page) => {
		const linked = matches(read(page), /\]\((?!https?:)([^)#]+)[^)]*\)/g);
		const from = page.includes("/") ? join(ROOT, "docs") : ROOT;
		expect(linked.filter((path) => !existsSync(join(from, path)))).toEqual([]);
	});
});
