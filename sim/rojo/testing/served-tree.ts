import { decode } from "@msgpack/msgpack";
import { isJsonObject } from "../../json";
import { ROOT } from "./rojo-program";

const TRIES_MAX = 300;
const TRY_MILLIS = 100;

interface Served {
	readonly name: string;
	readonly className: string;
	readonly children: readonly Served[];
}

async function ask(url: string): Promise<Readonly<Record<string, unknown>>> {
	const answer = await fetch(url);
	const body = decode(await answer.arrayBuffer());
	if (!isJsonObject(body)) throw new Error(`${url} answered ${answer.status}`);
	return body;
}

/** The first answer; the program opens its port some time after its start. */
async function askUntilUp(url: string): Promise<Readonly<Record<string, unknown>>> {
	for (let tries = 1; ; tries += 1) {
		try {
			return await ask(url);
		} catch (problem) {
			if (tries === TRIES_MAX) throw problem;
			await Bun.sleep(TRY_MILLIS);
		}
	}
}

function pickTree(instances: Readonly<Record<string, unknown>>, id: string): Served {
	const instance = instances[id];
	if (!isJsonObject(instance)) throw new Error(`Rojo tells of no instance ${id}`);
	const children = Array.isArray(instance.Children) ? instance.Children : [];
	return {
		name: String(instance.Name),
		className: String(instance.ClassName),
		children: children.map((child: unknown) => pickTree(instances, String(child))),
	};
}

function findFreePort(): number {
	const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() });
	const { port = 0 } = server;
	void server.stop(true);
	return port;
}

/** Starts `rojo serve`, and asks it what its plugin in Studio asks first. */
export async function readServedTree(program: string, project: string): Promise<Served> {
	const port = findFreePort();
	const child = Bun.spawn([program, "serve", project, "--port", String(port)], {
		cwd: ROOT,
		stdio: ["ignore", "ignore", "inherit"],
	});
	try {
		const api = `http://127.0.0.1:${port}/api`;
		const { rootInstanceId } = await askUntilUp(`${api}/rojo`);
		const { instances } = await ask(`${api}/read/${String(rootInstanceId)}`);
		if (!isJsonObject(instances)) throw new Error("Rojo tells of no instances");
		return pickTree(instances, String(rootInstanceId));
	} finally {
		child.kill();
		await child.exited;
	}
}
