import { expect, test } from "bun:test";
import "../../shared/bun/install";
import { SECOND } from "../clock/scheduler";
import { VirtualClock } from "../clock/virtual-clock";
import { Random } from "../random";
import { createInProcessCompanion } from "../world/in-process-companion";
import { VIRTUAL_COMPANION_URL, VIRTUAL_CONFIG } from "../world/virtual-world";
import { FORGERIES, forgeRequest } from "./forged-requests";

const START_SECONDS = 5;

for (const forgery of FORGERIES) {
	test(`the companion turns an intruder's ${forgery} away for its credentials, not for its form`, async () => {
		const clock = new VirtualClock();
		const random = new Random(1);
		const companion = createInProcessCompanion({
			scheduler: clock,
			random,
			config: { ...VIRTUAL_CONFIG, fence: false },
			fetch: () => Promise.reject(new Error("no network")),
			onLog: () => undefined,
		});
		companion.companion.start();
		await clock.run({ until: START_SECONDS * SECOND });
		const nowSeconds = Math.floor(clock.unixMillis() / 1_000);
		const wish = { forgery, companionUrl: VIRTUAL_COMPANION_URL, nowSeconds, userId: 1_000_000_001, random };
		const { status } = await companion.handle(forgeRequest(wish));
		companion.close();
		expect(status).toBe(401);
	});
}
