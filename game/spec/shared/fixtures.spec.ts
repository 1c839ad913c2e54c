/// <reference types="@rbxts/testez/globals" />
import {
	checkEnvelopeCase,
	checkSignatureCase,
	ENVELOPE_CASES,
	SIGNATURE_CASES,
} from "../../../shared/fixtures/envelope-cases";
import { checkReducerCase, REDUCER_CASES } from "../../../shared/fixtures/reducer-cases";
import { checkTextCase, TEXT_CASES } from "../../../shared/fixtures/text-cases";
import { integerText } from "../../../shared/store-keys";
import { luauPlatform } from "../../server/engine/luau-platform";

/** The same cases run under Bun: shared/fixtures/fixtures.test.ts and shared/wallet/reduce-command.test.ts. */
export = () => {
	// TestEZ's words exist only inside this function.
	const expectNone = (problems: ReadonlyArray<string>) => {
		expect(problems.join("\n")).to.equal("");
	};

	describe("the reducer's table, in a game server", () => {
		for (const story of REDUCER_CASES) it(story.name, () => expectNone(checkReducerCase(story, integerText)));
	});

	describe("messages of the command topic, in a game server", () => {
		for (const item of ENVELOPE_CASES) it(item.name, () => expectNone(checkEnvelopeCase(luauPlatform, item)));
	});

	describe("signatures of commands, in a game server", () => {
		for (const item of SIGNATURE_CASES) it(item.name, () => expectNone(checkSignatureCase(luauPlatform, item)));
	});

	describe("texts and hashes, in a game server", () => {
		for (const item of TEXT_CASES) it(item.name, () => expectNone(checkTextCase(luauPlatform, item)));
	});
};
