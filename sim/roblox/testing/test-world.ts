import { SECOND } from "../../clock/scheduler";
import { VirtualClock } from "../../clock/virtual-clock";
import { nextMacrotask } from "../../clock/macrotask";
import { Random } from "../../random";
import { Trace } from "../../trace";
import { LocalRoblox, type LocalRobloxOptions } from "../local-roblox";
import { ScriptedVm } from "./scripted-vm";

export const TEST_KEY = "test-key";

export const ALL_SCOPES: readonly string[] = [
	"universe-datastores.objects:read",
	"universe-datastores.objects:update",
	"universe-datastores.objects:create",
	"universe-datastores.objects:delete",
	"universe-datastores.objects:list",
	"universe-datastores.control:create",
	"universe-datastores.control:list",
	"universe-datastores.versions:list",
	"universe-datastores.versions:read",
	"universe-messaging-service:publish",
	"universe:read",
];

/** A local Roblox on virtual time whose VMs the test scripts. */
export class TestWorld {
	readonly clock = new VirtualClock();
	readonly trace = new Trace();
	readonly roblox: LocalRoblox;
	readonly #vms = new Map<string, ScriptedVm>();

	constructor(options: Partial<LocalRobloxOptions> = {}) {
		this.roblox = new LocalRoblox({
			scheduler: this.clock,
			random: new Random(1),
			trace: this.trace,
			createVm: (spec) => {
				const vm = new ScriptedVm();
				this.#vms.set(spec.role === "server" ? spec.jobId : `${spec.jobId} ${spec.user.id}`, vm);
				return vm;
			},
			place: { universeId: 1, placeId: 2, placeVersion: 3 },
			users: [
				{ id: 101, name: "Ada", displayName: "Ada" },
				{ id: 102, name: "Ben", displayName: "Benny" },
			],
			apiKeys: [{ key: TEST_KEY, scopes: ALL_SCOPES }],
			secrets: new Map([["GameSecret", "s3cret"]]),
			companionHost: "companion.test",
			fetchCompanion: () => Promise.resolve(new Response("{}")),
			...options,
		});
	}

	/** Adds a server and pumps it once. */
	async addServer(): Promise<{ readonly jobId: string; readonly vm: ScriptedVm }> {
		const jobId = this.roblox.addServer();
		const vm = this.vm(jobId);
		vm.wakeAt = 0;
		await this.run(0.2);
		return { jobId, vm };
	}

	vm(name: string): ScriptedVm {
		const vm = this.#vms.get(name);
		if (vm === undefined) throw new Error(`no VM ${name}`);
		return vm;
	}

	async run(seconds: number): Promise<void> {
		await this.clock.run({ until: this.clock.now() + Math.round(seconds * SECOND), afterEvent: nextMacrotask });
	}

	/** Calls Open Cloud and runs the world until the answer is there. */
	async openCloud(
		method: string,
		path: string,
		options: { body?: string; headers?: Record<string, string> } = {},
	): Promise<Response> {
		const headers = { "x-api-key": TEST_KEY, ...options.headers };
		const request = new Request(`https://apis.roblox.test${path}`, { method, headers, body: options.body ?? null });
		const answer = this.roblox.openCloud.handle(request);
		await this.run(1);
		return answer;
	}
}
